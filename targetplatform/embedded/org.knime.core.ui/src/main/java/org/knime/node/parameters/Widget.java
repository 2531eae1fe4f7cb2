package org.knime.node.parameters;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A parameter that the dialog shows. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@Inherited
public @interface Widget {

    /** What the parameter is called in the dialog. */
    String title();

    /** What it does, for the dialog and the node description; HTML. */
    String description();

    /** Whether it shows among the advanced ones only. */
    boolean advanced() default false;
}
