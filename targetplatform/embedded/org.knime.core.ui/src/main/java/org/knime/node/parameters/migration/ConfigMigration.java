package org.knime.node.parameters.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;

/** One older form of settings and how it is read. */
public final class ConfigMigration<T> {

    private final ParametersLoader<T> m_loader;

    private final Predicate<NodeSettingsRO> m_matcher;

    private ConfigMigration(final ParametersLoader<T> loader, final Predicate<NodeSettingsRO> matcher) {
        m_loader = loader;
        m_matcher = matcher;
    }

    public ParametersLoader<T> getLoader() {
        return m_loader;
    }

    /** @return whether settings are of this form */
    public Predicate<NodeSettingsRO> getMatcher() {
        return m_matcher;
    }

    public static <T> Builder<T> builder(final ParametersLoader<T> loader) {
        return new Builder<>(loader);
    }

    /** Makes migrations; one without a matcher applies where all its deprecated paths exist. */
    public static final class Builder<T> {

        private final ParametersLoader<T> m_loader;

        private final List<String[]> m_paths = new ArrayList<>();

        private Predicate<NodeSettingsRO> m_matcher;

        public Builder(final ParametersLoader<T> loader) {
            m_loader = loader;
        }

        /** @param path keys from the settings down to what is read */
        public Builder<T> withDeprecatedConfigPath(final String... path) {
            m_paths.add(path);
            return this;
        }

        public Builder<T> withMatcher(final Predicate<NodeSettingsRO> matcher) {
            m_matcher = matcher;
            return this;
        }

        public ConfigMigration<T> build() {
            return new ConfigMigration<>(m_loader, m_matcher != null ? m_matcher
                : settings -> m_paths.stream().allMatch(p -> contains(settings, p)));
        }

        private static boolean contains(final NodeSettingsRO settings, final String[] path) {
            try {
                var config = settings;
                for (int i = 0; i + 1 < path.length; i++) {
                    config = config.getNodeSettings(path[i]);
                }
                return config.containsKey(path[path.length - 1]);
            } catch (final InvalidSettingsException e) {
                return false;
            }
        }
    }
}
