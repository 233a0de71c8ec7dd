package io.clozeline.trainer.prequential;

import io.clozeline.events.Evaluation;
import io.clozeline.events.Shadow;
import io.clozeline.events.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How right one task's answers have been: each was tested on a label before that label was learnt
 * from (Dawid 1984; windows and fading after Gama, Sebastião and Rodrigues 2013). A corrected label
 * takes the place of the first in the window. Used by one thread.
 */
public final class Prequential {
  /** Labelled documents in the window. */
  public static final int WINDOW = 200;

  private static final double FADING = 0.99;

  /** Adapters that are remembered, the newest ones. */
  private static final int RELEASES = 8;

  private static final String BASE = "";

  private final List<Answered> window = new ArrayList<>();
  private final Map<String, Share> releases = new LinkedHashMap<>();
  private final Adwin errors;
  private final Pairs pairs;
  private double faded;
  private double fadedSize;
  private Instant alarmed;

  /**
   * One document of the window.
   *
   * @param id a hash of the document's id
   */
  record Answered(long id, double agreement, String adapter) {}

  /** A sum of agreements. */
  record Share(long size, double sum) {
    private Share plus(long more, double agreement) {
      return new Share(size + more, sum + agreement);
    }

    private double mean() {
      return size == 0 ? 0 : sum / size;
    }
  }

  /**
   * All of it, as it is kept.
   *
   * @param alarmed milliseconds since the epoch; null for never
   * @param pairs by champion and challenger; null where none were kept
   */
  record Snapshot(
      List<Answered> window,
      Map<String, Share> releases,
      List<Adwin.Bucket> errors,
      double faded,
      double fadedSize,
      Long alarmed,
      Map<String, List<Pair>> pairs) {}

  /** Nothing has been answered. */
  public Prequential() {
    errors = new Adwin(Adwin.DELTA);
    pairs = new Pairs(null);
  }

  Prequential(Snapshot kept) {
    window.addAll(kept.window());
    releases.putAll(kept.releases());
    errors = new Adwin(Adwin.DELTA, kept.errors());
    pairs = new Pairs(kept.pairs());
    faded = kept.faded();
    fadedSize = kept.fadedSize();
    alarmed = kept.alarmed() == null ? null : Instant.ofEpochMilli(kept.alarmed());
  }

  Snapshot snapshot() {
    return new Snapshot(
        List.copyOf(window),
        new LinkedHashMap<>(releases),
        errors.buckets(),
        faded,
        fadedSize,
        alarmed == null ? null : alarmed.toEpochMilli(),
        pairs.snapshot());
  }

  /**
   * Counts a trial.
   *
   * @param now when that is
   * @return whether answers have become worse by more than chance
   */
  boolean add(Trial trial, Instant now) {
    String adapter = trial.adapter() == null ? BASE : trial.adapter();
    var answered = new Answered(hash(trial.id()), trial.agreement(), adapter);
    if (trial.shadow() != null) {
      Shadow shadow = trial.shadow();
      pairs.add(
          trial.adapter(),
          shadow.adapter(),
          new Pair(answered.id(), trial.slice(), trial.agreement(), shadow.agreement()));
    }
    int before = place(answered.id());
    if (before >= 0) {
      Answered corrected = window.set(before, answered);
      releases.computeIfPresent(
          corrected.adapter(), (key, share) -> share.plus(-1, -corrected.agreement()));
      count(adapter, trial.agreement());
      return false;
    }
    window.add(answered);
    if (window.size() > WINDOW) {
      window.remove(0);
    }
    count(adapter, trial.agreement());
    faded = FADING * faded + trial.agreement();
    fadedSize = FADING * fadedSize + 1;
    boolean worse = errors.add(1 - trial.agreement()) > 0;
    alarmed = worse ? now : alarmed;
    return worse;
  }

  /** The documents that both have answered and a person has spoken about. */
  List<Pair> pairs(String championOrNull, String challenger) {
    return pairs.of(championOrNull, challenger);
  }

  /** When answers had last become worse by more than chance; null for never. */
  Instant alarmed() {
    return alarmed;
  }

  private void count(String adapter, double agreement) {
    Share share = releases.getOrDefault(adapter, new Share(0, 0)).plus(1, agreement);
    releases.remove(adapter); // the newest last
    releases.put(adapter, share);
    if (releases.size() > RELEASES) {
      releases.remove(releases.keySet().iterator().next());
    }
  }

  /** The figures as they stand, with those of the release {@code adapterOrNull}. */
  public Evaluation.Prequential figures(String adapterOrNull) {
    Share release = releases.getOrDefault(key(adapterOrNull), new Share(0, 0));
    double mean = window.stream().mapToDouble(Answered::agreement).average().orElse(0);
    return new Evaluation.Prequential(
        mean,
        window.size(),
        fadedSize == 0 ? 0 : faded / fadedSize,
        release.mean(),
        release.size());
  }

  private static String key(String adapterOrNull) {
    return adapterOrNull == null ? BASE : adapterOrNull;
  }

  private int place(long id) {
    for (int i = 0; i < window.size(); i++) {
      if (window.get(i).id() == id) {
        return i;
      }
    }
    return -1;
  }

  /** FNV-1a over the characters: the ids of one window do not meet by chance. */
  private static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
