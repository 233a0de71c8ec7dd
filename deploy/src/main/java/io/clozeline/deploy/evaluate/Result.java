package io.clozeline.deploy.evaluate;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one run found.
 *
 * @param head {@code prompt}, {@code linear}, or {@code own} where a kind has only one
 * @param figures by name, the kind's usual one first
 * @param deadLetters texts that got no annotation; they count as wrong
 * @param trainRows rows that it learnt from, 0 for none
 * @param leftOut rows that it should have learnt from and did not: unsure ones, and refused ones
 * @param unlabelled texts without labels that it saw before it learnt
 * @param trainMinutes from the first feedback until the adapter was live
 * @param minutes of the whole run
 */
@JsonPropertyOrder({"head", "seed", "figures"})
public record Result(
    String head,
    long seed,
    Map<String, Double> figures,
    int texts,
    int deadLetters,
    int trainRows,
    int leftOut,
    int unlabelled,
    double trainMinutes,
    double minutes,
    double textsPerSecond,
    double p50Millis,
    double p99Millis) {
  public Result {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
  }
}
