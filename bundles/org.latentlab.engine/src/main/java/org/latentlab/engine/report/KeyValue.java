package org.latentlab.engine.report;

/**
 * A setting, a version, a timing: something with a name that the report lists.
 *
 * @param key what it is
 * @param value its value as the analyst reads it
 */
public record KeyValue(String key, String value) {
}
