package org.latentlab.platform.ui;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.choices.filter.StringFilter;

/** What KNIME requires of a class of parameters to open its dialog. */
final class DialogChecks {

    private final List<String> m_problems = new ArrayList<>();

    private final Map<Class<?>, ParameterField> m_references = new HashMap<>();

    private final ChoicesChecks m_choices;

    private final Set<Class<?>> m_layouts = new LinkedHashSet<>();

    private DialogChecks(final List<PortGroup> inputs) {
        m_choices = new ChoicesChecks(inputs);
    }

    /**
     * @param type the parameters, null where the node has none
     * @param inputs the node's input ports
     * @return what would keep the dialog from opening; empty if nothing
     */
    static List<String> problems(final Class<? extends NodeParameters> type, final List<PortGroup> inputs) {
        final var checks = new DialogChecks(inputs);
        if (type != null) {
            final Set<Class<?>> classes = new LinkedHashSet<>();
            classes.add(type);
            classes.addAll(NestedGroups.of(type));
            classes.forEach(checks::collectReferences);
            classes.forEach(checks::check);
            checks.m_layouts
                .forEach(layout -> checks.checkEffect(layout.getAnnotation(Effect.class), layout.getName()));
        }
        return checks.m_problems;
    }

    private void collectReferences(final Class<?> type) {
        for (final var field : ParameterField.of(type)) {
            final var reference = field.annotation(ValueReference.class);
            if (reference != null) {
                final var before = m_references.put(reference.value(), field);
                if (before != null) {
                    m_problems.add("The name " + reference.value().getName() + " is given to two parameters: " + before
                        + " and " + field + ".");
                }
            }
        }
    }

    private void check(final Class<?> type) {
        for (final var field : ParameterField.of(type)) {
            WidgetChecks.check(field, m_problems::add);
            checkEffect(field.annotation(Effect.class), field);
            final var choices = field.annotation(ChoicesProvider.class);
            if (choices != null) {
                attempt("The choices of " + field, () -> m_choices.check(choices.value()));
            }
            final var columns = field.annotation(ColumnFilterWidget.class);
            if (columns != null) {
                attempt("The columns of " + field, () -> m_choices.check(columns.choicesProvider()));
            }
            final var fieldType = field.field().getType();
            final boolean shown = field.annotation(Widget.class) != null;
            if (shown && (fieldType == ColumnFilter.class && choices == null && columns == null
                || fieldType == StringFilter.class && choices == null)) {
                m_problems.add("The filter " + field + " needs a @ChoicesProvider.");
            }
            final var layout = field.annotation(Layout.class);
            if (layout != null) {
                collectLayouts(layout.value());
            }
            if (layout != null && !layout.value().isInterface()) {
                m_problems.add("The layout " + layout.value().getName() + " of " + field + " must be an interface.");
            }
        }
    }

    /** A section or group within another is declared in it. */
    private void collectLayouts(final Class<?> layout) {
        for (Class<?> c = layout; c != null && c.isInterface(); c = c.getEnclosingClass()) {
            m_layouts.add(c);
        }
    }

    /** @param effect null where there is none */
    private void checkEffect(final Effect effect, final Object on) {
        if (effect != null) {
            attempt("The effect on " + on, () -> Instances.create(effect.predicate())
                .init(new CheckingPredicateInitializer(m_references.keySet())));
        }
    }

    private void attempt(final String what, final Runnable action) {
        try {
            action.run();
        } catch (final IllegalArgumentException | IllegalStateException e) {
            m_problems.add(what + " cannot be made: " + e.getMessage());
        }
    }
}
