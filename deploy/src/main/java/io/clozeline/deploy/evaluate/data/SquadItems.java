package io.clozeline.deploy.evaluate.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.clozeline.deploy.evaluate.data.Item.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * SQuAD's layout (Rajpurkar et al. 2016): articles of paragraphs, each with a context and questions
 * on it. Answers stand by code points there. One whose {@code start_exact} is false, or that is not
 * where it is said to be, is not sure.
 */
final class SquadItems implements ItemReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String ending() {
    return ".json";
  }

  @Override
  public List<Item> read(String name, BufferedReader reader, Where where) throws IOException {
    List<Item> items = new ArrayList<>();
    try {
      for (JsonNode article : JSON.readTree(reader).path("data")) {
        for (JsonNode paragraph : article.path("paragraphs")) {
          String context = paragraph.path("context").asText();
          for (JsonNode question : paragraph.path("qas")) {
            if (where.takes(column -> question.path(column).asText(null))) {
              items.add(item(question, context, article.path("title").asText(null)));
            }
          }
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(name + " cannot be read: " + e.getOriginalMessage(), e);
    }
    if (items.isEmpty()) {
      throw new IllegalArgumentException(name + " has no questions in SQuAD's layout");
    }
    return items;
  }

  private static Item item(JsonNode question, String context, String title) {
    List<Answer> answers = new ArrayList<>();
    for (JsonNode answer : question.path("answers")) {
      answers.add(answer(answer, context));
    }
    return new Item(question.path("question").asText(), context, null, null, answers, title);
  }

  private static Answer answer(JsonNode answer, String context) {
    String text = answer.path("text").asText();
    int points = answer.path("answer_start").asInt(-1);
    if (points < 0 || points > context.codePointCount(0, context.length())) {
      return new Answer(text, 0, false);
    }
    int start = context.offsetByCodePoints(0, points);
    boolean there = !text.isEmpty() && context.startsWith(text, start);
    return new Answer(text, start, there && answer.path("start_exact").asBoolean(true));
  }
}
