package io.clozeline.events.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes a tree of JSON or CBOR in a few places: other values, fields gone, new or exchanged. */
final class HostileTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MOST_REPEATED = 300;

  private HostileTree() {}

  /** A changed copy. */
  static JsonNode change(JsonNode good, Random random) {
    JsonNode tree = good.deepCopy();
    for (int changes = random.nextInt(4); changes >= 0; changes--) {
      List<JsonNode> containers = new ArrayList<>();
      collect(tree, containers);
      if (containers.isEmpty()) {
        return HostileValue.any(random);
      }
      JsonNode chosen = containers.get(random.nextInt(containers.size()));
      if (chosen instanceof ObjectNode object) {
        change(object, random);
      } else if (chosen instanceof ArrayNode array) {
        change(array, random);
      }
    }
    return random.nextInt(200) == 0 ? NODES.arrayNode().add(tree) : tree;
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static void change(ObjectNode object, Random random) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = names.isEmpty() ? "id" : names.get(random.nextInt(names.size()));
    switch (random.nextInt(6)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(HostileValue.string(random), HostileValue.any(random));
      case 2 -> object.set(name, HostileValue.any(random));
      case 3 -> {
        String other = names.isEmpty() ? "task" : names.get(random.nextInt(names.size()));
        JsonNode value = object.get(other);
        object.set(name, value == null ? NODES.nullNode() : value.deepCopy());
      }
      default -> object.set(name, HostileValue.like(object.get(name), random));
    }
  }

  private static void change(ArrayNode array, Random random) {
    if (array.isEmpty()) {
      array.add(HostileValue.any(random));
      return;
    }
    int at = random.nextInt(array.size());
    switch (random.nextInt(6)) {
      case 0 -> array.remove(at);
      case 1 -> array.set(at, HostileValue.any(random));
      case 2 -> {
        JsonNode element = array.get(at);
        for (int i = random.nextInt(MOST_REPEATED); i > 0; i--) {
          array.insert(at, element.deepCopy());
        }
      }
      default -> array.set(at, HostileValue.like(array.get(at), random));
    }
  }
}
