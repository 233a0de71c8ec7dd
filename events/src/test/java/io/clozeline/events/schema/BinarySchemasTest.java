package io.clozeline.events.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.clozeline.events.EncodedText;
import io.clozeline.events.Encoding;
import io.clozeline.events.Example;
import io.clozeline.events.Shadow;
import io.clozeline.events.ShadowEncoding;
import io.clozeline.events.TokenSequence;
import io.clozeline.events.TokenizedText;
import io.clozeline.events.Trial;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BinarySchemasTest {
  private static final Pattern FIELD = Pattern.compile("(?m)^  (?:[?] )?(\\w+): ");

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of("tokens", "tokenized-text", TokenizedText.class),
        Arguments.of("tokens", "sequence", TokenSequence.class),
        Arguments.of("encodings", "encoded-text", EncodedText.class),
        Arguments.of("encodings", "encoding", Encoding.class),
        Arguments.of("encodings", "shadow", ShadowEncoding.class),
        Arguments.of("trials", "trial", Trial.class),
        Arguments.of("trials", "shadow", Shadow.class),
        Arguments.of("examples", "example", Example.class),
        Arguments.of("examples", "sequence", TokenSequence.class));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rules")
  void aRuleHasTheFieldsOfItsRecordInTheirOrder(
      String file, String rule, Class<? extends Record> record) throws IOException {
    // Given
    String schema;
    try (var in = getClass().getResourceAsStream("/schemas/" + file + ".cddl")) {
      schema = new String(in.readAllBytes(), UTF_8);
    }
    // When
    int start = schema.indexOf("\n" + rule + " = {");
    String body = schema.substring(start, schema.indexOf("\n}", start));
    List<String> described = FIELD.matcher(body).results().map(found -> found.group(1)).toList();
    // Then
    List<String> fields =
        Arrays.stream(record.getRecordComponents()).map(RecordComponent::getName).toList();
    assertEquals(fields, described);
  }
}
