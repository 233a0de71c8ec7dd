package io.clozeline.bert.graph;

import io.clozeline.bert.ModelDirectory;
import io.clozeline.bert.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TFloating;

/**
 * Loads the weights of a prepared model into the variables of another graph than the one they were
 * saved with.
 */
public final class SavedWeights {
  private final Ops tf;
  private final Session session;
  private final Operand<TString> prefix;
  private final Set<String> loaded = new HashSet<>();

  /** Weights of one precision, to be loaded into a graph's session. */
  public SavedWeights(Ops tf, Session session, ModelDirectory directory, Precision precision) {
    this.tf = tf;
    this.session = session;
    this.prefix =
        tf.constant(directory.savedModel(precision).resolve("variables/variables").toString());
  }

  /** Loads those of the variables that have not been loaded yet. */
  public <T extends TFloating> void load(Variables<T> variables) {
    List<Map.Entry<String, Variable<T>>> missing =
        variables.all().entrySet().stream().filter(entry -> loaded.add(entry.getKey())).toList();
    if (missing.isEmpty()) {
      return;
    }
    String[] names = missing.stream().map(Map.Entry::getKey).toArray(String[]::new);
    String[] whole = new String[names.length];
    Arrays.fill(whole, "");
    List<Operand<?>> values =
        new ArrayList<>(
            tf.train
                .restore(
                    prefix,
                    tf.constant(NdArrays.vectorOfObjects(names)),
                    tf.constant(NdArrays.vectorOfObjects(whole)),
                    Collections.nCopies(names.length, variables.type()))
                .tensors());
    Session.Runner runner = session.runner();
    for (int i = 0; i < names.length; i++) {
      runner.addTarget(
          tf.assign(missing.get(i).getValue(), values.get(i).asOutput().expect(variables.type())));
    }
    runner.run().close();
  }
}
