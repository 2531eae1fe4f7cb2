package org.latentlab.platform.ui;

import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;
import org.knime.node.parameters.widget.choices.EnumChoicesProvider;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.filter.StringFilter;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.text.TextAreaWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** Which widgets KNIME's dialog allows on which fields. */
final class WidgetChecks {

    private static final Map<Class<? extends Annotation>, List<Class<?>>> ALLOWED = Map.of(ValueSwitchWidget.class,
        List.of(Enum.class), RadioButtonsWidget.class, List.of(Enum.class), ColumnFilterWidget.class,
        List.of(ColumnFilter.class), TwinlistWidget.class,
        List.of(String[].class, ColumnFilter.class, StringFilter.class), TextInputWidget.class,
        List.of(String.class, Character.class, char.class), TextAreaWidget.class, List.of(String.class),
        NumberInputWidget.class, List.of(Number.class, int.class, long.class, double.class, float.class, byte.class),
        ArrayWidget.class, List.of(Object[].class, Collection.class));

    private WidgetChecks() {
    }

    static void check(final ParameterField field, final Consumer<String> problems) {
        final var type = type(field);
        ALLOWED.forEach((annotation, types) -> {
            if (field.annotation(annotation) != null && types.stream().noneMatch(t -> t.isAssignableFrom(type))) {
                problems.accept("@" + annotation.getSimpleName() + " is not applicable to " + field + " of type "
                    + type.getSimpleName() + ", only to "
                    + types.stream().map(Class::getSimpleName).collect(Collectors.joining(", ")) + ".");
            }
        });
        final var choices = field.annotation(ChoicesProvider.class);
        if (choices != null) {
            require(ColumnFilter.class, ColumnChoicesProvider.class, type, choices, field, problems);
            require(Enum.class, EnumChoicesProvider.class, type, choices, field, problems);
        }
    }

    private static void require(final Class<?> fieldType, final Class<?> provider, final Class<?> type,
        final ChoicesProvider choices, final ParameterField field, final Consumer<String> problems) {
        if (fieldType.isAssignableFrom(type) && !provider.isAssignableFrom(choices.value())) {
            problems.accept("The choices of " + field + " must come from a " + provider.getSimpleName() + ", but "
                + choices.value().getName() + " is none.");
        }
    }

    /** @return the field's type, or that of an optional's content */
    private static Class<?> type(final ParameterField field) {
        final var type = field.field().getType();
        if (type != Optional.class || !(field.field().getGenericType() instanceof ParameterizedType optional)) {
            return type;
        }
        return optional.getActualTypeArguments()[0] instanceof Class<?> content ? content : type;
    }
}
