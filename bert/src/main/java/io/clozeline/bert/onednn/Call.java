package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** What oneDNN is asked for when {@code x · W + b} is wanted. */
enum Call {
  /** Matrices, {@code [rows, in] · [in, out]}. */
  MATMUL {
    @Override
    dnnl_memory_desc columns(Shapes shapes, int type, int rows, int columns, int width) {
      return shapes.strided(type, new long[] {rows, columns}, new long[] {width, 1});
    }

    @Override
    dnnl_memory_desc anyWeights(Shapes shapes, int type, int in, int out) {
      return shapes.tagged(type, dnnl_format_tag_any, in, out);
    }

    @Override
    dnnl_memory_desc plainWeights(Shapes shapes, int type, int in, int out) {
      return shapes.strided(type, new long[] {in, out}, new long[] {out, 1});
    }

    @Override
    dnnl_memory_desc bias(Shapes shapes, int out) {
      return shapes.floats(1, out);
    }

    @Override
    dnnl_memory_desc vector(Shapes shapes, int out) {
      return bias(shapes, out);
    }

    @Override
    int output() {
      return 1 << 1;
    }

    @Override
    dnnl_primitive_desc description(
        dnnl_memory_desc x,
        dnnl_memory_desc weights,
        dnnl_memory_desc bias,
        dnnl_memory_desc y,
        Attributes attributes) {
      return Matmul.description(x, weights, bias, y, attributes);
    }
  },

  /**
   * A convolution with windows of one: rows are places, columns are channels. Without VNNI,
   * oneDNN's products of bytes lay the weights out anew for each batch, and its convolutions do
   * not.
   */
  CONVOLUTION {
    private static final long[] ONE = {1};
    private static final long[] NONE = {0};

    @Override
    dnnl_memory_desc columns(Shapes shapes, int type, int rows, int columns, int width) {
      return shapes.strided(
          type, new long[] {1, columns, rows}, new long[] {(long) rows * width, 1, width});
    }

    @Override
    dnnl_memory_desc anyWeights(Shapes shapes, int type, int in, int out) {
      return shapes.tagged(type, dnnl_format_tag_any, out, in, 1);
    }

    @Override
    dnnl_memory_desc plainWeights(Shapes shapes, int type, int in, int out) {
      return shapes.strided(type, new long[] {out, in, 1}, new long[] {1, out, 1});
    }

    @Override
    dnnl_memory_desc bias(Shapes shapes, int out) {
      return shapes.floats(out);
    }

    @Override
    dnnl_memory_desc vector(Shapes shapes, int out) {
      return shapes.floats(1, out, 1);
    }

    @Override
    int output() {
      return 1;
    }

    @Override
    dnnl_primitive_desc description(
        dnnl_memory_desc x,
        dnnl_memory_desc weights,
        dnnl_memory_desc bias,
        dnnl_memory_desc y,
        Attributes attributes) {
      var description = new dnnl_primitive_desc();
      Dnnl.check(
          dnnl_convolution_forward_primitive_desc_create(
              description,
              Dnnl.engine(),
              dnnl_forward_inference,
              dnnl_convolution_direct,
              x,
              weights,
              bias,
              y,
              ONE,
              NONE,
              NONE,
              NONE,
              attributes.finished()),
          "a convolution");
      return description;
    }
  };

  /** Some columns of a matrix with rows of so many numbers. */
  abstract dnnl_memory_desc columns(Shapes shapes, int type, int rows, int columns, int width);

  /** Weights as oneDNN likes them. */
  abstract dnnl_memory_desc anyWeights(Shapes shapes, int type, int in, int out);

  /** Weights {@code [in, out]}, row by row. */
  abstract dnnl_memory_desc plainWeights(Shapes shapes, int type, int in, int out);

  abstract dnnl_memory_desc bias(Shapes shapes, int out);

  /** A vector that each row is multiplied by, or gains. */
  abstract dnnl_memory_desc vector(Shapes shapes, int out);

  /** The bit that stands for the weights' output columns. */
  abstract int output();

  abstract dnnl_primitive_desc description(
      dnnl_memory_desc x,
      dnnl_memory_desc weights,
      dnnl_memory_desc bias,
      dnnl_memory_desc y,
      Attributes attributes);
}
