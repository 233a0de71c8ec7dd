package io.clozeline.tokenizer.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.clozeline.events.error.DeadLetter;
import io.clozeline.events.error.ErrorCode;
import io.clozeline.events.error.EventException;
import io.clozeline.events.fuzz.FuzzRun;
import io.clozeline.events.fuzz.HostileRecords;
import io.clozeline.events.fuzz.LogLines;
import io.clozeline.events.stage.StageListener;
import io.clozeline.events.topic.Topic;
import io.clozeline.events.topic.Topics;
import io.clozeline.tokenizer.TestModel;
import io.clozeline.tokenizer.TestTasks;
import io.clozeline.tokenizer.guard.Judgement;
import io.clozeline.tokenizer.guard.TaskGuard;
import io.clozeline.tokenizer.guard.TaskRecord;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Hostile records through the real topology: each becomes one value or one dead letter, or one for
 * each task that it names.
 */
class TokenizerFuzzTest {
  private static final int RECORDS = 8_000;
  private static final int ON_DISK = 1_000; // the driver writes a checkpoint for each

  /** Part of every good text, and of no log line. */
  private static final String SECRET = "XyloPhone";

  private static final HostileRecords DEFINITIONS =
      HostileRecords.json(TestTasks.ALL.stream().map(TestTasks::bytes).toList());

  private final LogLines log = new LogLines(SECRET);
  private final Map<String, Integer> metric = new HashMap<>();
  private final Map<ErrorCode, Integer> codes = new EnumMap<>(ErrorCode.class);
  private int done;
  private final Driver driver = new Driver(stage -> new Counts());

  @AfterEach
  void close() {
    driver.close();
    log.close();
  }

  @Test
  void texts() {
    var goods =
        json(
            "{'id':'review-1','task':'sentiment','text':'Fine XyloPhone food.'}",
            "{'id':'review-1','task':'sentiment-linear','text':'XyloPhone','meta':{'a':'b'}}",
            "{'id':'review-1','task':'entailment','text':'XyloPhone','textB':'It rained.'}",
            "{'id':'review-1','task':'entailment-linear','text':'Yes.','textB':'XyloPhone'}",
            "{'id':'review-1','task':'cloze','text':'XyloPhone is [MASK] and [MASK].'}",
            "{'id':'review-1','task':'mood','text':'Fine XyloPhone food.'}",
            "{'id':'review-1','task':'similarity','text':'XyloPhone','textB':'Yes.'}",
            "{'id':'review-1','task':'entities','text':'Anna XyloPhone, in Paris.'}",
            "{'id':'review-1','task':'speech','text':'XyloPhone  plays \\u200b .'}",
            "{'id':'review-1','task':'questions','text':'Who?','textB':'The XyloPhone.'}",
            "{'id':'review-1','tasks':['sentiment','entities','topics','none'],"
                + "'text':'Fine XyloPhone food.'}");
    FuzzRun.of(
        "texts", RECORDS, goods, (r, random) -> through(Topics.TEXTS, Topics.TOKENS, r, random));
    assertReported();
  }

  @Test
  void feedback() {
    var goods =
        json(
            "{'id':'review-1','task':'sentiment','label':'positive','text':'XyloPhone'}",
            "{'id':'review-1','task':'entailment','label':'no','text':'a','textB':'XyloPhone',"
                + "'annotator':'ann','at':'2026-01-02T03:04:05Z'}",
            "{'id':'review-1','task':'sentiment','erase':true}",
            "{'id':'review-1','task':'sentiment-linear','label':'negative','text':'XyloPhone'}",
            "{'id':'review-1','task':'topics','labels':['food','staff'],'text':'XyloPhone'}",
            "{'id':'review-1','task':'stars','value':4.5,'text':'XyloPhone'}",
            "{'id':'review-1','task':'follows','label':'next','text':'a','textB':'XyloPhone'}",
            "{'id':'review-1','task':'entities','spans':[{'start':0,'end':9,'label':'PER'}],"
                + "'text':'XyloPhone in Paris'}",
            "{'id':'review-1','task':'speech','tags':['NOUN','VERB'],'text':'XyloPhone plays'}",
            "{'id':'review-1','task':'questions','spans':[{'start':4,'end':13}],'text':'Who?',"
                + "'textB':'The XyloPhone.'}",
            "{'id':'review-1','task':'cloze','fills':['paris'],'text':'XyloPhone in [MASK]'}");
    FuzzRun.of(
        "feedback",
        RECORDS,
        goods,
        (r, random) -> through(Topics.FEEDBACK, Topics.EXAMPLES, r, random));
    assertReported();
  }

  @Test
  void tasks() {
    FuzzRun.of("tasks", ON_DISK, DEFINITIONS, this::define);
    assertReported();
    assertTrue(codes.containsKey(ErrorCode.TASK_REFUSED));
  }

  @Test
  void judgedTasks() {
    var guard = new TaskGuard(TestModel.taskReader());
    FuzzRun.of(
        "tasks judged",
        RECORDS,
        DEFINITIONS,
        (record, random) -> {
          Long restores = random.nextInt(10) == 0 ? random.nextLong() : null;
          var judged = guard.judge(new TaskRecord("sentiment", record, 7, restores), null);
          return judged instanceof Judgement.Refuse refusal
              ? Optional.of(refusal.reason().code())
              : Optional.empty();
        });
  }

  private Optional<ErrorCode> define(byte[] record, Random random) {
    var headers = new RecordHeaders();
    if (random.nextInt(10) == 0) {
      byte[][] forged = {
        null, {}, {'1'}, {'-', '1'}, {(byte) 0xff}, "9".repeat(99).getBytes(UTF_8)
      };
      headers.add("clozeline.restores", forged[random.nextInt(forged.length)]);
    }
    String[] names = {"sentiment", "sentiment-linear", "entailment", "cloze", "", "\u0000", null};
    String key = names[random.nextInt(names.length)];
    int before = done;
    driver.send(Topics.TASKS, key, random.nextInt(50) == 0 ? null : record, headers);
    List<DeadLetter> letters = driver.deadLetters(Topics.TASKS);
    driver.received(Topics.TASKS.name());
    assertTrue(letters.size() <= 1);
    assertTrue(letters.size() + done - before >= 1);
    letters.forEach(letter -> codes.merge(letter.code(), 1, Integer::sum));
    return letters.stream().map(DeadLetter::code).findFirst();
  }

  private Optional<ErrorCode> through(Topic<?> in, Topic<?> out, byte[] record, Random random) {
    byte[][] keys = {null, null, Topic.key("review-1"), Topic.key("review-1"), {}, {(byte) 0xff}};
    byte[] key = keys[random.nextInt(keys.length)];
    driver.send(in, key, random.nextInt(500) == 0 ? null : record, new RecordHeaders());
    var values = driver.received(out.name());
    var letters = driver.deadLetters(in);
    List<String> tasks = in == Topics.TEXTS ? tasks(record) : null;
    int outcomes = values.size() + letters.size();
    assertTrue(
        outcomes == (tasks == null ? 1 : tasks.size()) || outcomes == 1 && letters.size() == 1);
    for (DeadLetter letter : letters) {
      assertTrue(tasks != null || letter.value() == null || Arrays.equals(record, letter.value()));
      codes.merge(letter.code(), 1, Integer::sum);
    }
    return letters.stream().map(DeadLetter::code).findFirst();
  }

  /** What the text names under {@code tasks}; null where it names none or cannot be read. */
  private static List<String> tasks(byte[] record) {
    try {
      return Topics.TEXTS.codec().decode(record).tasks();
    } catch (EventException unreadable) {
      return null;
    }
  }

  /** The code is the same in the dead letter, the log and the metric. */
  private void assertReported() {
    var byText =
        codes.entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().text(), Map.Entry::getValue));
    assertEquals(byText, log.byCode());
    assertEquals(byText, metric);
    assertNull(log.leak());
  }

  private static HostileRecords json(String... goods) {
    return HostileRecords.json(
        Arrays.stream(goods).map(good -> good.replace('\'', '"').getBytes(UTF_8)).toList());
  }

  private final class Counts implements StageListener {
    @Override
    public void done(long nanos) {
      done++;
    }

    @Override
    public void deadLetter(ErrorCode code) {
      metric.merge(code.text(), 1, Integer::sum);
    }
  }
}
