package io.clozeline.deploy.evaluate.kind.tagging;

import io.clozeline.deploy.evaluate.data.Item;
import io.clozeline.deploy.evaluate.metric.EntityF1.Entity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of a row, by their places in its text, and the entities that their tags make: an {@code
 * I-} that continues nothing of its type starts one (Tjong Kim Sang and De Meulder 2003).
 */
record TaggedWords(List<Integer> starts, List<Integer> ends, List<String> tags) {
  static TaggedWords of(Item item) {
    if (item.labels() == null) {
      throw new IllegalArgumentException("a row has no tags");
    }
    List<Integer> starts = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    int at = 0;
    for (String word : item.text().split(" ")) {
      starts.add(at);
      ends.add(at + word.length());
      at += word.length() + 1;
    }
    if (starts.size() != item.labels().size()) {
      throw new IllegalArgumentException(
          starts.size() + " words have " + item.labels().size() + " tags");
    }
    return new TaggedWords(starts, ends, item.labels());
  }

  Set<Entity> entities() {
    Set<Entity> entities = new HashSet<>();
    for (int i = 0; i < tags.size(); ) {
      String type = type(tags.get(i));
      int next = i + 1;
      if (type != null) {
        while (next < tags.size() && tags.get(next).equals("I-" + type)) {
          next++;
        }
        entities.add(new Entity(starts.get(i), ends.get(next - 1), type));
      }
      i = next;
    }
    return entities;
  }

  private static String type(String tag) {
    return tag.startsWith("B-") || tag.startsWith("I-") ? tag.substring(2) : null;
  }
}
