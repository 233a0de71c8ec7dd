package io.clozeline.bert.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedFolderTest {
  @TempDir Path temp;

  @Test
  void aFolderIsFilledOnceHoweverManyAskForIt() throws Exception {
    // Given
    AtomicInteger fillings = new AtomicInteger();
    Callable<Path> ask =
        () ->
            PreparedFolder.prepare(
                temp.resolve("a/b"),
                empty -> {
                  fillings.incrementAndGet();
                  Files.writeString(empty.resolve("file"), "whole");
                });
    ExecutorService threads = Executors.newFixedThreadPool(4);

    // When
    List<Future<Path>> answers = threads.invokeAll(List.of(ask, ask, ask, ask));

    // Then
    threads.shutdown();
    for (Future<Path> answer : answers) {
      assertEquals("whole", Files.readString(answer.get().resolve("file")));
    }
    assertEquals(1, fillings.get());
  }

  @Test
  void aFillingThatFailsLeavesNothingAndCanBeTriedAgain() throws IOException {
    // Given
    Path folder = temp.resolve("model");
    assertThrows(
        UncheckedIOException.class,
        () ->
            PreparedFolder.prepare(
                folder,
                empty -> {
                  Files.writeString(empty.resolve("half"), "");
                  throw new IOException("disk full");
                }));
    assertFalse(Files.exists(folder));

    // When
    PreparedFolder.prepare(folder, empty -> Files.writeString(empty.resolve("whole"), ""));

    // Then
    assertTrue(Files.exists(folder.resolve("whole")));
    assertFalse(Files.exists(folder.resolve("half")));
  }

  @Test
  void whatADeadProcessLeftIsReplaced() throws IOException {
    // Given
    Path left = Files.createDirectories(temp.resolve("model.tmp"));
    Files.writeString(left.resolve("half"), "");

    // When
    Path folder =
        PreparedFolder.prepare(
            temp.resolve("model"), empty -> Files.writeString(empty.resolve("whole"), ""));

    // Then
    assertFalse(Files.exists(folder.resolve("half")));
    assertFalse(Files.exists(left));
  }
}
