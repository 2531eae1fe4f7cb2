package org.latentlab.platform.ui;

import java.util.ArrayList;
import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.migration.NodeParametersMigration;
import org.knime.node.parameters.persistence.Persistor;

/** How a class of parameters is kept: each field in the form of its type, under its key. */
final class GroupPersistence {

    private record Entry(ParameterField field, Codec codec, boolean defaultIfAbsent,
        List<ConfigMigration<Object>> migrations) {
    }

    private final Class<?> m_type;

    private final Codec m_custom;

    private final List<ConfigMigration<Object>> m_migrations;

    private final List<Entry> m_entries = new ArrayList<>();

    private GroupPersistence(final Class<?> type) {
        m_type = type;
        m_migrations = migrations(type.getAnnotation(Migration.class));
        final var persistor = type.getAnnotation(Persistor.class);
        m_custom = persistor == null ? null : Codecs.custom(Instances.create(persistor.value()));
        if (m_custom == null) {
            for (final var field : ParameterField.of(type)) {
                final var migrate = field.annotation(Migrate.class);
                final var migration = field.annotation(Migration.class);
                final boolean byClass = migration == null
                    && field.field().getDeclaringClass().isAnnotationPresent(LoadDefaultsForAbsentFields.class);
                m_entries.add(new Entry(field, Codecs.of(field),
                    byClass || type.isAnnotationPresent(LoadDefaultsForAbsentFields.class) && migration == null
                        || migrate != null && migrate.loadDefaultIfAbsent(),
                    migrations(migration)));
            }
        }
    }

    /** @throws IllegalArgumentException if KNIME could not keep a field of the class */
    static GroupPersistence of(final Class<?> type) {
        return new GroupPersistence(type);
    }

    @SuppressWarnings("unchecked")
    private static List<ConfigMigration<Object>> migrations(final Migration migration) {
        return migration == null ? List.of()
            : ((NodeParametersMigration<Object>)Instances.create(migration.value())).getConfigMigrations();
    }

    void save(final Object parameters, final NodeSettingsWO settings) {
        if (m_custom != null) {
            m_custom.save(parameters, settings);
            return;
        }
        for (final var entry : m_entries) {
            entry.codec.save(entry.field.get(parameters), settings);
        }
    }

    Object load(final NodeSettingsRO settings) throws InvalidSettingsException {
        for (final var migration : m_migrations) {
            if (migration.getMatcher().test(settings)) {
                return migration.getLoader().load(settings);
            }
        }
        if (m_custom != null) {
            return m_custom.load(settings, null);
        }
        final var parameters = Instances.create(m_type);
        for (final var entry : m_entries) {
            load(entry, settings, parameters);
        }
        return parameters;
    }

    private static void load(final Entry entry, final NodeSettingsRO settings, final Object parameters)
        throws InvalidSettingsException {
        for (final var migration : entry.migrations) {
            if (migration.getMatcher().test(settings)) {
                entry.field.set(parameters, migration.getLoader().load(settings));
                return;
            }
        }
        if (!entry.defaultIfAbsent || isPresent(entry.codec, settings)) {
            entry.field.set(parameters, entry.codec.load(settings, entry.field.get(parameters)));
        }
    }

    private static boolean isPresent(final Codec codec, final NodeSettingsRO settings) {
        return codec.paths().stream().anyMatch(path -> contains(settings, path));
    }

    private static boolean contains(final NodeSettingsRO settings, final List<String> path) {
        try {
            var config = settings;
            for (final var key : path.subList(0, path.size() - 1)) {
                config = config.getNodeSettings(key);
            }
            return config.containsKey(path.get(path.size() - 1));
        } catch (final InvalidSettingsException e) {
            return false;
        }
    }
}
