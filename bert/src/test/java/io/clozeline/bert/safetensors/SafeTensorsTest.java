package io.clozeline.bert.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
  private static final float[] NUMBERS = {1, -2.5f, Float.MIN_VALUE, Float.NaN, 1e30f, -0f};

  @Test
  void readsBackWhatWasWritten() {
    byte[] bytes =
        new SafeTensorsWriter()
            .metadata("note", "déjà \"vu\"\n")
            .tensor("numbers", NUMBERS, 2, 3)
            .tensor("scalar", new float[] {7})
            .tensor("nothing", new float[0], 0, 5)
            .bytes();

    SafeTensors file = SafeTensors.read(bytes);

    assertEquals(Map.of("note", "déjà \"vu\"\n"), file.metadata());
    assertEquals(List.of("nothing", "numbers", "scalar"), List.copyOf(file.names()));
    assertArrayEquals(NUMBERS, file.require("numbers", 2, 3).floats());
    assertEquals(7, file.require("scalar").buffer().get(0));
    assertEquals(0, file.require("nothing", 0, 5).elements());
  }

  @Test
  void mapsAFileWithoutCopyingIt(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("some.safetensors");
    Files.write(path, new SafeTensorsWriter().tensor("numbers", NUMBERS, 6).bytes());

    StoredTensor tensor = SafeTensors.read(path).require("numbers", 6);

    assertTrue(tensor.buffer().isDirect());
    assertTrue(tensor.buffer().isReadOnly());
    assertArrayEquals(NUMBERS, tensor.floats());
  }

  @Test
  void givesTheSameBytesInWhateverOrderThingsAreAdded() {
    byte[] one =
        new SafeTensorsWriter()
            .metadata("a", "1")
            .metadata("b", "2")
            .tensor("x", new float[] {1}, 1)
            .tensor("y", FloatBuffer.wrap(NUMBERS, 1, 2), 2)
            .bytes();
    byte[] other =
        new SafeTensorsWriter()
            .tensor("y", new float[] {NUMBERS[1], NUMBERS[2]}, 2)
            .metadata("b", "2")
            .tensor("x", new float[] {1}, 1)
            .metadata("a", "1")
            .bytes();

    assertArrayEquals(one, other);
  }

  @Test
  void convertsSixteenBitFloats() {
    // 1, -2, 65504 (the largest), 2^-24 (the smallest), infinity, -0
    short[] f16 = {0x3c00, (short) 0xc000, 0x7bff, 1, 0x7c00, (short) 0x8000};
    short[] bf16 = {0x3f80, (short) 0xc000, 0x7f7f, 1, 0x7f80, (short) 0x8000};
    float[] halves = {1, -2, 65504, 0x1p-24f, Float.POSITIVE_INFINITY, -0f};
    float[] brains = {1, -2, 0x1.fep127f, 0x1p-133f, Float.POSITIVE_INFINITY, -0f};

    SafeTensors file = SafeTensors.read(halves(f16, bf16));

    assertArrayEquals(halves, file.require("f16", 6).floats());
    assertArrayEquals(brains, file.require("bf16", 2, 3).floats());
    assertEquals(-2, file.require("bf16", 2, 3).buffer().get(1));
  }

  @Test
  void saysWhatIsMissingOrHasAnotherShape() {
    SafeTensors file =
        SafeTensors.read(new SafeTensorsWriter().tensor("x", new float[6], 2, 3).bytes());

    var missing = assertThrows(SafeTensorsException.class, () -> file.require("y", 1));
    var shape = assertThrows(SafeTensorsException.class, () -> file.require("x", 3, 2));

    assertEquals("tensor 'y' is missing", missing.getMessage());
    assertEquals("tensor 'x' has the shape [2, 3], expected [3, 2]", shape.getMessage());
  }

  @Test
  void refusesToReadIntegersAsFloats() {
    String json = "{\"x\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}}";

    StoredTensor tensor = SafeTensors.read(SafeTensorsBytes.of(json, 4)).require("x", 1);

    assertThrows(SafeTensorsException.class, tensor::floats);
    assertThrows(SafeTensorsException.class, tensor::buffer);
  }

  @Test
  void refusesToWriteATensorThatIsNotItsShapeOrIsThereAlready() {
    SafeTensorsWriter writer = new SafeTensorsWriter().tensor("x", new float[2], 2);

    assertThrows(IllegalArgumentException.class, () -> writer.tensor("y", new float[3], 2));
    assertThrows(IllegalArgumentException.class, () -> writer.tensor("x", new float[2], 2));
  }

  private static byte[] halves(short[] f16, short[] bf16) {
    String json =
        "{\"bf16\":{\"dtype\":\"BF16\",\"shape\":[2,3],\"data_offsets\":[12,24]},"
            + "\"f16\":{\"dtype\":\"F16\",\"shape\":[6],\"data_offsets\":[0,12]}}";
    byte[] bytes = SafeTensorsBytes.of(json, 24);
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    data.position(bytes.length - 24)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .put(f16)
        .put(bf16);
    return bytes;
  }
}
