package org.latentlab.platform.ui;

import java.util.function.Function;

import org.knime.node.DefaultNodeFactory;

/** Lets the platform read what a factory's author has declared, which KNIME's public API does not show. */
public final class NodeInternals {

    private static Function<DefaultNodeFactory, NodeDeclaration> reader;

    private NodeInternals() {
    }

    /** Called by the factories' base class. */
    public static void setReader(final Function<DefaultNodeFactory, NodeDeclaration> access) {
        reader = access;
    }

    static NodeDeclaration declaration(final DefaultNodeFactory factory) {
        return reader.apply(factory);
    }
}
