package io.clozeline.events;

import java.util.Map;

/**
 * A text to annotate, on the topic {@code texts}.
 *
 * @param id the document's id, also the record's key
 * @param task the name of the task that annotates it
 * @param textB the second text of a pair, or null
 * @param meta the caller's own words, carried nowhere; may be null
 */
public record Text(String id, String task, String text, String textB, Map<String, String> meta) {
  public Text {
    Fields.documentId(id);
    Fields.task(task);
    Fields.text(text, "text");
    if (textB != null) {
      Fields.text(textB, "textB");
    }
    meta = meta == null ? null : Fields.copy(meta, "meta");
  }
}
