package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_invalid_arguments;
import static org.bytedeco.dnnl.global.dnnl.dnnl_out_of_memory;
import static org.bytedeco.dnnl.global.dnnl.dnnl_runtime_error;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;
import static org.bytedeco.dnnl.global.dnnl.dnnl_unimplemented;

import java.util.Map;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_stream;

/** oneDNN on this machine's processors, and its errors as exceptions. For one thread at a time. */
final class Dnnl implements AutoCloseable {
  private static final Map<Integer, String> STATUS =
      Map.of(
          dnnl_out_of_memory, "out of memory",
          dnnl_invalid_arguments, "invalid arguments",
          dnnl_unimplemented, "not implemented for this processor",
          dnnl_runtime_error, "error at run time");

  private final dnnl_stream stream = new dnnl_stream();
  private final Scratch working = new Scratch();

  Dnnl() {
    check(dnnl_stream_create(stream, engine(), dnnl_stream_default_flags), "a stream");
  }

  private static final class Cpu {
    private static final dnnl_engine ENGINE = new dnnl_engine();

    static {
      check(dnnl_engine_create(ENGINE, dnnl_cpu, 0), "an engine");
    }
  }

  static dnnl_engine engine() {
    return Cpu.ENGINE;
  }

  dnnl_stream stream() {
    return stream;
  }

  /**
   * Goes on when {@code status} is success.
   *
   * @param what was asked for, as a noun
   */
  static void check(int status, String what) {
    if (status != dnnl_success) {
      throw new IllegalStateException(
          "oneDNN refuses " + what + ": " + STATUS.getOrDefault(status, "status " + status));
    }
  }

  /** Memory that operations work in, one at a time. */
  Scratch working() {
    return working;
  }

  @Override
  public void close() {
    working.close();
    dnnl_stream_destroy(stream);
  }
}
