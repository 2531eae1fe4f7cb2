package org.knime.node.parameters;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Puts a parameter or a section among the advanced ones. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Advanced {
}
