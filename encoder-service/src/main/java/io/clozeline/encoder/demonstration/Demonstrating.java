package io.clozeline.encoder.demonstration;

import io.clozeline.bert.EncoderInput;
import io.clozeline.bert.adapter.Adapter;
import io.clozeline.encoder.pass.Batches;
import io.clozeline.encoder.pass.Request;
import io.clozeline.encoder.pass.Showing;
import io.clozeline.encoder.pass.Shown;
import io.clozeline.events.TokenizedText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Shows texts beside examples of their task, where its live release says so. A text whose task has
 * none, or none yet of this version, stays as it is; so does what is asked of no text. The
 * similarity is that of the first sequences: the first window under the first pattern.
 */
public final class Demonstrating implements Showing {
  private final Pools pools;
  private final int positions;

  /**
   * @param positions that the model reads at once
   */
  public Demonstrating(Pools pools, int positions) {
    this.pools = pools;
    this.positions = positions;
  }

  @Override
  public boolean shows(Request request) {
    return pool(request).isPresent();
  }

  @Override
  public int tokens(Request request) {
    TokenizedText text = request.text();
    return pool(request)
        .map(pool -> text.tokens() + Extension.of(pool, positions).tokens(text.sequences()))
        .orElse(text.tokens());
  }

  private Optional<Pool> pool(Request request) {
    return pools
        .of(request.text().task(), request.text().taskVersion())
        .filter(pool -> pool.task().shows(request.serving().release()));
  }

  @Override
  public List<Shown> show(List<Request> requests, Batches batches) {
    Shown[] shown = requests.stream().map(Shown::plain).toArray(Shown[]::new);
    groups(requests).forEach((group, indexes) -> show(group, indexes, requests, batches, shown));
    return Arrays.asList(shown);
  }

  /** Texts that choose among the same examples under the same adapter. */
  private record Group(Pool pool, Adapter adapter) {}

  private Map<Group, List<Integer>> groups(List<Request> requests) {
    Map<Group, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      Request request = requests.get(i);
      int index = i;
      pool(request)
          .filter(pool -> !pool.isEmpty() && masked(request))
          .map(pool -> new Group(pool, request.adapter()))
          .ifPresent(group -> groups.computeIfAbsent(group, g -> new ArrayList<>()).add(index));
    }
    return groups;
  }

  private static boolean masked(Request request) {
    return request.text().sequences().stream().allMatch(s -> s.selected().length > 0);
  }

  private void show(
      Group group, List<Integer> indexes, List<Request> requests, Batches batches, Shown[] shown) {
    var vectors = new MaskVectors(group.pool(), group.adapter(), batches);
    List<float[]> queries =
        vectors.of(
            indexes.stream()
                .map(i -> requests.get(i).text().sequences().get(0))
                .map(first -> new EncoderInput(ExampleReader.query(first), group.adapter()))
                .toList());
    var examples = group.pool().examples();
    var extension = Extension.of(group.pool(), positions);
    int perLabel = group.pool().settings().perLabel();
    IntStream.range(0, indexes.size())
        .filter(i -> queries.get(i) != null)
        .forEach(
            i -> {
              TokenizedText text = requests.get(indexes.get(i)).text();
              var draw = Draw.of(text.id(), queries.get(i), examples, group.adapter(), perLabel);
              shown[indexes.get(i)] = extension.show(text, draw);
            });
  }
}
