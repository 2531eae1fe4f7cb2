package org.latentlab.platform.ui;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.StringFilter;

/** Describes the parameters of a class. */
final class ParameterInfos {

    private static final Map<Class<?>, String> TYPES = Map.of(int.class, "Integer", long.class, "Integer",
        double.class, "Number", float.class, "Number", boolean.class, "Boolean", String.class, "Text", String[].class,
        "List of texts", ColumnFilter.class, "Columns", StringFilter.class, "Selection");

    private final List<ParameterInfo> m_infos = new ArrayList<>();

    private ParameterInfos() {
    }

    static List<ParameterInfo> of(final Class<? extends NodeParameters> type) {
        final var infos = new ParameterInfos();
        infos.add("", Instances.create(type), "");
        return infos.m_infos;
    }

    private void add(final String prefix, final Object owner, final String outerSection) {
        for (final var field : ParameterField.of(owner.getClass())) {
            final var type = field.field().getType();
            var section = section(field.field());
            if (section.isEmpty()) {
                section = section(field.field().getDeclaringClass());
            }
            if (section.isEmpty()) {
                section = outerSection;
            }
            final var value = field.get(owner);
            if (WidgetGroup.class.isAssignableFrom(type) && value != null) {
                final var own = section(type);
                add(prefix + field.key() + "/", value, own.isEmpty() ? section : own);
            } else {
                m_infos.add(info(prefix, field, value, section));
                final var element = Codecs.elementType(field);
                if (element != null && WidgetGroup.class.isAssignableFrom(element)) {
                    add(prefix + field.key() + "/N/", Instances.create(element), section);
                }
            }
        }
    }

    private static ParameterInfo info(final String prefix, final ParameterField field, final Object value,
        final String section) {
        final var widget = field.annotation(Widget.class);
        final var type = field.field().getType();
        return new ParameterInfo(prefix + field.key(), widget == null ? field.name() : widget.title(),
            widget == null ? "" : widget.description(), typeName(field, type), text(value), section,
            widget != null && widget.advanced() || field.annotation(Advanced.class) != null, choices(type));
    }

    private static String section(final AnnotatedElement element) {
        final var layout = element.getAnnotation(Layout.class);
        final var section = layout == null ? null : layout.value().getAnnotation(Section.class);
        return section == null ? "" : section.title();
    }

    private static String typeName(final ParameterField field, final Class<?> type) {
        if (type.isEnum()) {
            return "Choice";
        }
        if (type == Optional.class) {
            return "Optional";
        }
        final var element = Codecs.elementType(field);
        if (element != null && WidgetGroup.class.isAssignableFrom(element)) {
            return "List of groups";
        }
        return TYPES.getOrDefault(type, type.getSimpleName());
    }

    private static List<ParameterInfo.Choice> choices(final Class<?> type) {
        return !type.isEnum() ? List.of() : Stream.of(type.getFields()).filter(Field::isEnumConstant).map(constant -> {
            final var label = constant.getAnnotation(Label.class);
            return label == null ? new ParameterInfo.Choice(constant.getName(), constant.getName(), "")
                : new ParameterInfo.Choice(constant.getName(), label.value(), label.description());
        }).toList();
    }

    private static String text(final Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(ParameterInfos::text).orElse("");
        }
        if (value instanceof Collection<?> collection) {
            return collection.isEmpty() ? "" : collection.size() + " elements";
        }
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value)).mapToObj(i -> text(Array.get(value, i)))
                .collect(Collectors.joining(", "));
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof ColumnFilter || value instanceof StringFilter || value instanceof WidgetGroup ? ""
            : value.toString();
    }
}
