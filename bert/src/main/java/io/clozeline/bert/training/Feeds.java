package io.clozeline.bert.training;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** The inputs of one run; closing them frees their native memory. */
final class Feeds implements AutoCloseable {
  private final Session.Runner runner;
  private final List<Tensor> tensors = new ArrayList<>();

  Feeds(Session.Runner runner) {
    this.runner = runner;
  }

  void floats(Operand<TFloat32> input, float[] values, long... shape) {
    feed(input, TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false)));
  }

  void ints(Operand<TInt32> input, int[] values, long... shape) {
    feed(input, TInt32.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false)));
  }

  void longs(Operand<TInt64> input, long[] values, long... shape) {
    feed(input, TInt64.tensorOf(Shape.of(shape), DataBuffers.of(values, true, false)));
  }

  private void feed(Operand<?> input, Tensor tensor) {
    tensors.add(tensor);
    runner.feed(input, tensor);
  }

  @Override
  public void close() {
    tensors.forEach(Tensor::close);
  }
}
