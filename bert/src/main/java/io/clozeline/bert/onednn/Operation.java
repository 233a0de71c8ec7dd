package io.clozeline.bert.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.dnnl_a;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_scratchpad_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_wait;
import static org.bytedeco.dnnl.global.dnnl.dnnl_u8;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** A compiled operation of fixed shapes, which is told where its arguments lie when it runs. */
final class Operation implements AutoCloseable {
  /** What it reads or writes, by oneDNN's number for it. */
  record Argument(int id, dnnl_memory_desc shape) {}

  private final Dnnl dnnl;
  private final dnnl_primitive primitive = new dnnl_primitive();
  private final dnnl_memory[] memories;
  private final Address[] addresses;
  private final dnnl_exec_arg_t arguments;
  private final long workingBytes;

  /** Compiles it; {@code description} is used up. */
  Operation(Dnnl dnnl, dnnl_primitive_desc description, Argument... arguments) {
    this.dnnl = dnnl;
    this.workingBytes = workingBytes(description);
    int all = arguments.length + (workingBytes > 0 ? 1 : 0);
    this.memories = new dnnl_memory[all];
    this.addresses = new Address[all];
    this.arguments = new dnnl_exec_arg_t(all);
    Dnnl.check(dnnl_primitive_create(primitive, description), "an operation");
    dnnl_primitive_desc_destroy(description);
    for (int i = 0; i < arguments.length; i++) {
      argument(i, arguments[i]);
    }
    if (workingBytes > 0) {
      try (var shapes = new Shapes()) {
        var working = shapes.tagged(dnnl_u8, dnnl_a, workingBytes);
        argument(arguments.length, new Argument(DNNL_ARG_SCRATCHPAD, working));
      }
    }
    this.arguments.position(0);
  }

  private static long workingBytes(dnnl_primitive_desc description) {
    return dnnl_memory_desc_get_size(
        dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0));
  }

  private void argument(int i, Argument argument) {
    memories[i] = new dnnl_memory();
    addresses[i] = new Address();
    Dnnl.check(
        dnnl_memory_create(memories[i], argument.shape(), Dnnl.engine(), addresses[i]), "a memory");
    arguments.position(i).arg(argument.id()).memory(memories[i]);
  }

  /** Runs it over what lies at these addresses, in the order of the arguments. */
  void run(long... at) {
    for (int i = 0; i < at.length; i++) {
      dnnl_memory_set_data_handle(memories[i], addresses[i].at(at[i]));
    }
    if (workingBytes > 0) {
      long working = dnnl.working().reserve(workingBytes);
      dnnl_memory_set_data_handle(memories[at.length], addresses[at.length].at(working));
    }
    Dnnl.check(
        dnnl_primitive_execute(primitive, dnnl.stream(), memories.length, arguments), "to compute");
    dnnl_stream_wait(dnnl.stream());
  }

  @Override
  public void close() {
    dnnl_primitive_destroy(primitive);
    for (dnnl_memory memory : memories) {
      dnnl_memory_destroy(memory);
    }
    arguments.close();
  }
}
