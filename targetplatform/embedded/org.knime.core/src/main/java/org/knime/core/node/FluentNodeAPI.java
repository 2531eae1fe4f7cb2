package org.knime.core.node;

/** Marks what a node author builds step by step. */
public interface FluentNodeAPI {
}
