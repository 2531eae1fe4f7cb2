package org.knime.node.parameters.widget.choices.filter;

import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.knime.node.parameters.persistence.Persistable;

/** Selects names by a pattern. */
class PatternFilter implements Persistable {

    String m_pattern = "";

    boolean m_isCaseSensitive;

    boolean m_isInverted;

    Predicate<String> predicate(final boolean wildcard) {
        final var regex = wildcard ? WILDCARD.matcher(m_pattern).replaceAll(m -> switch (m.group()) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> Matcher.quoteReplacement(Pattern.quote(m.group()));
        }) : m_pattern;
        final var pattern = Pattern.compile(regex, m_isCaseSensitive ? 0 : Pattern.CASE_INSENSITIVE);
        return name -> pattern.matcher(name).matches() != m_isInverted;
    }

    private static final Pattern WILDCARD = Pattern.compile("\\*|\\?|[^*?]+");
}
