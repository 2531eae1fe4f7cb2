package org.latentlab.platform.api;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds where declared types are not what the signatures say. */
final class ApiDeviations {

    private static final Pattern KNIME_TYPE = Pattern.compile("org\\.knime\\.[\\w.$]+");

    /** Types that no node implements, so that an abstract method of theirs may be left out. */
    private static final Set<String> NEVER_IMPLEMENTED_BY_NODES =
        Set.of("org.knime.core.node.NodeModel", "org.knime.core.node.NodeFactory",
            "org.knime.core.node.ConfigurableNodeFactory", "org.knime.core.node.NodeProgressMonitor",
            "org.knime.core.node.NodeSettingsWO", "org.knime.core.node.config.ConfigRO",
            "org.knime.core.node.config.ConfigWO", "org.knime.core.node.config.base.ConfigBaseRO",
            "org.knime.core.node.config.base.ConfigBaseWO", "org.knime.core.node.config.base.AbstractConfigEntry");

    private final Map<String, ApiType> m_api;

    private final Set<String> m_declared;

    private final List<String> m_deviations = new ArrayList<>();

    private ApiDeviations(final Map<String, ApiType> api, final List<Class<?>> declared) {
        m_api = api;
        m_declared = declared.stream().map(Class::getName).collect(Collectors.toSet());
    }

    static List<String> find(final Map<String, ApiType> api, final List<Class<?>> declared) {
        final var deviations = new ApiDeviations(api, declared);
        declared.forEach(deviations::compare);
        return deviations.m_deviations;
    }

    private void compare(final Class<?> type) {
        final var expected = m_api.get(type.getName());
        if (expected == null) {
            m_deviations.add(type.getName() + " is no public type of the API");
            return;
        }
        final var header = JavapForm.header(type);
        if (!header.equals(expected.header())) {
            m_deviations.add("declared: " + header + " - API: " + expected.header());
        }
        compareInterfaces(type, expected);
        for (final var member : JavapForm.members(type)) {
            if (!expected.members().contains(member)) {
                m_deviations.add(type.getName() + " must not have: " + member);
            }
        }
        findMissingAbstractMethods(type, expected);
    }

    private void compareInterfaces(final Class<?> type, final ApiType expected) {
        final var declared = JavapForm.interfaces(type);
        for (final var name : declared) {
            if (!expected.interfaces().contains(name)) {
                m_deviations.add(type.getName() + " must not implement " + name);
            }
        }
        for (final var name : expected.interfaces()) {
            final var raw = name.replaceAll("<.*", "");
            if (!declared.contains(name) && (m_declared.contains(raw) || !raw.startsWith("org.knime."))) {
                m_deviations.add(type.getName() + " must implement " + name);
            }
        }
    }

    /** A class that a node's author writes must not lack a method that the real interface asks for. */
    private void findMissingAbstractMethods(final Class<?> type, final ApiType expected) {
        if (!Modifier.isAbstract(type.getModifiers()) || type.isAnnotation()
            || NEVER_IMPLEMENTED_BY_NODES.contains(type.getName())) {
            return;
        }
        final var members = new HashSet<>(JavapForm.members(type));
        final var inherited = Arrays.stream(type.getMethods()).filter(m -> m.getDeclaringClass() != type)
            .map(m -> m.getName() + m.getParameterCount()).collect(Collectors.toSet());
        for (final var member : expected.members()) {
            if (member.contains(" abstract ") && !members.contains(member) && onlyDeclaredTypes(member)
                && !inherited.contains(nameAndParameterCount(member))) {
                m_deviations.add(type.getName() + " lacks: " + member);
            }
        }
    }

    private static String nameAndParameterCount(final String member) {
        final int open = member.indexOf('(');
        final var parameters = member.substring(open + 1, member.lastIndexOf(')')).replaceAll("<[^()]*>", "");
        final int count = parameters.isEmpty() ? 0 : parameters.split(",").length;
        return member.substring(member.lastIndexOf(' ', open) + 1, open) + count;
    }

    private boolean onlyDeclaredTypes(final String member) {
        return KNIME_TYPE.matcher(member).results().allMatch(m -> m_declared.contains(m.group()));
    }
}
