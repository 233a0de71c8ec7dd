package io.clozeline.bert.head;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeluTest {

  /** Values of the error function to 16 digits. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.1, 0.1124629160182849",
    "0.5, 0.5204998778130465",
    "1, 0.8427007929497149",
    "1.5, 0.9661051464753108",
    "2, 0.9953222650189527",
    "3, 0.9999779095030014",
    "4, 0.9999999845827421",
    "7, 1"
  })
  void erfAgreesWithTheTables(double x, double expected) {
    assertEquals(expected, Gelu.erf(x), 1e-9);
    assertEquals(-expected, Gelu.erf(-x), 1e-9);
    assertEquals(expected, Gelu.series(x), 1e-15);
  }

  @Test
  void erfAgreesWithItsSeriesEverywhere() {
    for (double x = -6.5; x < 6.5; x += 0.000_7) {
      assertEquals(Math.signum(x) * Gelu.series(Math.abs(x)), Gelu.erf(x), 1e-9, "at " + x);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0.84134475",
    "-1, -0.15865525",
    "0.5, 0.34573123",
    "3, 2.9959503",
    "-3, -0.0040497",
    "50, 50",
    "-50, 0"
  })
  void geluIsTheVectorTimesItsShareOfTheNormalDistribution(float x, float expected) {
    assertEquals(expected, Gelu.of(x), 1e-7 * Math.max(1, Math.abs(x)));
  }

  @Test
  void keepsNotANumberVisible() {
    assertEquals(Float.NaN, Gelu.of(Float.NaN));
    assertEquals(Float.POSITIVE_INFINITY, Gelu.of(Float.POSITIVE_INFINITY));
  }
}
