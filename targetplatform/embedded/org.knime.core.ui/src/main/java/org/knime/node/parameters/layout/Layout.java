package org.knime.node.parameters.layout;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** The section in which the dialog shows a parameter or all parameters of a class. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Layout {

    Class<?> value();
}
