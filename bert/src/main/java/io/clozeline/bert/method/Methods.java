package io.clozeline.bert.method;

import io.clozeline.bert.method.bitfit.BitFitFormat;
import io.clozeline.bert.method.bottleneck.BottleneckFormat;
import io.clozeline.bert.method.full.FullFormat;
import io.clozeline.bert.method.ia3.Ia3Format;
import io.clozeline.bert.method.lora.LoraFormat;
import io.clozeline.bert.method.prefix.PrefixFormat;
import io.clozeline.bert.method.softprompt.SoftPromptFormat;
import java.util.List;

/** Every method that files may hold. */
public final class Methods {
  private static final List<MethodFormat> FORMATS =
      List.of(
          new LoraFormat(),
          new Ia3Format(),
          new BitFitFormat(),
          new BottleneckFormat(),
          new PrefixFormat(),
          new SoftPromptFormat(),
          new FullFormat());

  private Methods() {}

  /** The format of a method. */
  public static MethodFormat format(Method method) {
    return FORMATS.stream()
        .filter(format -> format.writes(method))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no file holds " + method));
  }

  /**
   * The format of that {@code peft_type}.
   *
   * @throws MethodFormatException when none is
   */
  public static MethodFormat format(String peftType) {
    return FORMATS.stream()
        .filter(format -> format.peftType().equals(peftType))
        .findFirst()
        .orElseThrow(
            () ->
                MethodFormatException.unsupported(
                    "the PEFT config has peft_type \"%s\", expected one of %s"
                        .formatted(
                            peftType, FORMATS.stream().map(MethodFormat::peftType).toList())));
  }
}
