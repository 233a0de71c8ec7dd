package io.clozeline.heads.service;

import io.clozeline.bert.ModelInfo;
import java.util.Map;

/**
 * What the service runs, as {@code GET /info} shows it.
 *
 * @param tasks the current version of each task
 * @param releases the live adapter of each task that has a release, null for the base model
 * @param adapters how many adapters' heads are known
 */
record Info(
    ModelInfo model, Map<String, String> tasks, Map<String, String> releases, int adapters) {}
