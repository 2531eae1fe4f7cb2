package org.knime.node.parameters.widget.choices;

/**
 * A constant that can be chosen.
 *
 * @param id what the parameter gets
 * @param text what the dialog shows
 */
public record EnumChoice<E extends Enum<E>>(E id, String text) {

    /** The constant with the text of its label. */
    public static <E extends Enum<E>> EnumChoice<E> fromEnumConst(final E constant) {
        try {
            final var label = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Label.class);
            return new EnumChoice<>(constant, label == null ? constant.name() : label.value());
        } catch (final NoSuchFieldException e) {
            throw new IllegalStateException("A constant is a field of its class: " + constant, e);
        }
    }
}
