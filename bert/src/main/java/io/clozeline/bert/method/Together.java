package io.clozeline.bert.method;

import io.clozeline.bert.graph.Adaptation;
import io.clozeline.bert.graph.Place;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** Several adaptations, one after the other; one of them at most brings prefixes. */
public record Together<T extends TFloating>(List<Adaptation<T>> all) implements Adaptation<T> {
  public Together {
    all = List.copyOf(all);
  }

  @Override
  public Operand<T> words(Operand<T> words) {
    Operand<T> changed = words;
    for (Adaptation<T> each : all) {
      changed = each.words(changed);
    }
    return changed;
  }

  @Override
  public Operand<TInt32> positions(Operand<TInt32> positions) {
    Operand<TInt32> changed = positions;
    for (Adaptation<T> each : all) {
      changed = each.positions(changed);
    }
    return changed;
  }

  @Override
  public boolean adapts(Place place) {
    return all.stream().anyMatch(each -> each.adapts(place));
  }

  @Override
  public boolean apart() {
    return all.stream().anyMatch(Adaptation::apart);
  }

  @Override
  public Operand<T> at(
      int layer, Place place, Operand<T> x, Operand<T> y, Operand<TInt32> sequenceOfRow) {
    Operand<T> changed = y;
    for (Adaptation<T> each : all) {
      changed = each.at(layer, place, x, changed, sequenceOfRow);
    }
    return changed;
  }

  @Override
  public Operand<T> either(
      Place place,
      Operand<T> x,
      UnaryOperator<Operand<T>> plain,
      UnaryOperator<Operand<T>> adapted) {
    return all.size() == 1
        ? all.get(0).either(place, x, plain, adapted)
        : Adaptation.super.either(place, x, plain, adapted);
  }

  @Override
  public PrefixStates<T> prefix(int layer) {
    for (Adaptation<T> each : all) {
      PrefixStates<T> prefix = each.prefix(layer);
      if (prefix != null) {
        return prefix;
      }
    }
    return null;
  }
}
