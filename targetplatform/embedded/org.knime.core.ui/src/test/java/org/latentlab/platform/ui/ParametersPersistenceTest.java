package org.latentlab.platform.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.WidgetGroup;
import org.knime.node.parameters.migration.ConfigMigration;
import org.knime.node.parameters.migration.DefaultProvider;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.migration.Migration;
import org.knime.node.parameters.migration.NodeParametersMigration;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persist;
import org.knime.node.parameters.persistence.Persistable;
import org.knime.node.parameters.persistence.Persistor;

class ParametersPersistenceTest {

    private static NodeSettings save(final NodeParameters parameters) {
        final var settings = new NodeSettings("model");
        ParametersPersistence.save(parameters, settings);
        return settings;
    }

    static class Base implements NodeParameters {
        int m_first = 1;
    }

    static final class Derived extends Base {
        int m_second = 2;

        private int m_hidden = 3;

        static int shared = 4;

        transient int m_passing = 5;

        int hidden() {
            return m_hidden;
        }
    }

    @Test
    void fieldsOfASuperClassComeFirstAndPrivateOnesAreNotKept() throws Exception {
        final var settings = save(new Derived());
        assertEquals(List.of("first", "second"), List.copyOf(settings.keySet()));
        settings.addInt("first", 7);
        final var loaded = ParametersPersistence.load(settings, Derived.class);
        assertEquals(7, loaded.m_first);
        assertEquals(3, loaded.hidden());
    }

    static final class Optionals implements NodeParameters {
        Optional<Double> m_number = Optional.empty();

        Optional<LocalDate> m_date = Optional.of(LocalDate.of(2026, 2, 28));

        Optional<String[]> m_texts = Optional.empty();
    }

    @Test
    void anAbsentOptionalHasAnEmptyEntryAndAFlag() throws Exception {
        final var settings = save(new Optionals());
        assertEquals(0.0, settings.getDouble("number"));
        assertEquals(false, settings.getBoolean("number_is_present"));
        assertEquals("2026-02-28", settings.getString("date"));
        assertEquals(0, settings.getStringArray("texts").length);
        final var loaded = ParametersPersistence.load(settings, Optionals.class);
        assertEquals(Optional.empty(), loaded.m_number);
        assertEquals(Optional.of(LocalDate.of(2026, 2, 28)), loaded.m_date);
        settings.removeConfig("number_is_present");
        assertEquals(Optional.of(0.0), ParametersPersistence.load(settings, Optionals.class).m_number);
        settings.addString("date", "yesterday");
        assertThrows(InvalidSettingsException.class, () -> ParametersPersistence.load(settings, Optionals.class));
    }

    static final class Item implements WidgetGroup, Persistable {
        String m_name = "";

        Item() {
        }

        Item(final String name) {
            m_name = name;
        }
    }

    static final class Lists implements NodeParameters {
        List<Item> m_items = List.of(new Item("a"), new Item("b"));

        Item[] m_none = null;

        String[] m_noTexts = null;
    }

    @Test
    void groupsInAListAreNumberedWithoutASize() throws Exception {
        final var settings = save(new Lists());
        assertEquals(List.of("0", "1"), List.copyOf(settings.getNodeSettings("items").keySet()));
        assertTrue(settings.getNodeSettings("none").getBoolean("is_null"));
        final var loaded = ParametersPersistence.load(settings, Lists.class);
        assertEquals("b", loaded.m_items.get(1).m_name);
        assertNull(loaded.m_none);
        assertNull(loaded.m_noTexts);
    }

    static final class Later implements NodeParameters {
        int m_old = 1;

        @Migrate(loadDefaultIfAbsent = true)
        int m_added = 5;

        @Migrate(loadDefaultIfAbsent = true)
        Item m_group = new Item("default");
    }

    @LoadDefaultsForAbsentFields
    static final class AllLater implements NodeParameters {
        int m_a = 1;

        Optional<String> m_b = Optional.of("b");
    }

    @Test
    void aFieldAddedLaterKeepsItsDefault() throws Exception {
        final var settings = new NodeSettings("model");
        settings.addInt("old", 9);
        final var loaded = ParametersPersistence.load(settings, Later.class);
        assertEquals(9, loaded.m_old);
        assertEquals(5, loaded.m_added);
        assertEquals("default", loaded.m_group.m_name);
        settings.addInt("added", 6);
        assertEquals(6, ParametersPersistence.load(settings, Later.class).m_added);
        final var e = assertThrows(InvalidSettingsException.class,
            () -> ParametersPersistence.load(new NodeSettings("model"), Later.class));
        assertEquals("Int for key \"old\" not found.", e.getMessage());
        final var all = ParametersPersistence.load(new NodeSettings("model"), AllLater.class);
        assertEquals(1, all.m_a);
        assertEquals(Optional.of("b"), all.m_b);
    }

    static final class Renamed implements NodeParametersMigration<Integer> {
        @Override
        public List<ConfigMigration<Integer>> getConfigMigrations() {
            return List.of(ConfigMigration.builder(s -> s.getNodeSettings("old").getInt("rows"))
                .withDeprecatedConfigPath("old", "rows").build());
        }
    }

    static final class Given implements DefaultProvider<String> {
        @Override
        public String getDefault() {
            return "given";
        }
    }

    static final class Migrated implements NodeParameters {
        @Migration(Renamed.class)
        int m_rowCount = 1;
    }

    @Test
    void aValueIsReadFromWhereItUsedToBe() throws Exception {
        final var settings = new NodeSettings("model");
        settings.addNodeSettings("old").addInt("rows", 12);
        assertEquals(12, ParametersPersistence.load(settings, Migrated.class).m_rowCount);
        assertEquals(3, ParametersPersistence.load(saveInt("rowCount", 3), Migrated.class).m_rowCount);
        assertEquals("given", new Given().getConfigMigrations().get(0).getLoader().load(settings));
    }

    private static NodeSettings saveInt(final String key, final int value) {
        final var settings = new NodeSettings("model");
        settings.addInt(key, value);
        return settings;
    }

    static final class Percent implements NodeParametersPersistor<Double> {
        @Override
        public Double load(final NodeSettingsRO settings) throws InvalidSettingsException {
            return settings.getInt("percent") / 100.0;
        }

        @Override
        public void save(final Double value, final NodeSettingsWO settings) {
            settings.addInt("percent", (int)Math.round(value * 100));
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[][]{{"percent"}};
        }
    }

    static final class Custom implements NodeParameters {
        @Persistor(Percent.class)
        double m_share = 0.25;

        @Persist(configKey = "x", hidden = true)
        int m_other = 1;
    }

    @Test
    void aFieldCanBeKeptInAFormOfItsOwn() throws Exception {
        final var settings = save(new Custom());
        assertEquals(List.of("percent", "x_Internals"), List.copyOf(settings.keySet()));
        settings.addInt("percent", 50);
        assertEquals(0.5, ParametersPersistence.load(settings, Custom.class).m_share);
    }

    static final class WithFile implements NodeParameters {
        File m_file;
    }

    static final class WithFinal implements NodeParameters {
        final int m_fixed = 1;
    }

    static final class WithDeepFile implements NodeParameters {
        Deep m_deep = new Deep();

        static final class Deep implements WidgetGroup, Persistable {
            List<String> m_texts = List.of();
        }
    }

    static final class WithoutConstructor implements NodeParameters {
        WithoutConstructor(final int ignored) {
        }
    }

    static final class WithTwo implements NodeParameters {
        @Persist(configKey = "a")
        @Persistor(Percent.class)
        double m_both = 1;
    }

    @Test
    void aClassThatKnimeCouldNotKeepIsRefused() {
        for (final Class<? extends NodeParameters> type : List.of(WithFile.class, WithFinal.class, WithDeepFile.class,
            WithoutConstructor.class, WithTwo.class)) {
            final var e =
                assertThrows(IllegalArgumentException.class, () -> ParametersPersistence.check(type), type.getName());
            assertTrue(e.getMessage().contains(type.getSimpleName()), e.getMessage());
        }
        ParametersPersistence.check(SampleSourceParameters.class);
    }

    static final class FromInput implements NodeParameters {
        int m_inputs;

        FromInput() {
        }

        FromInput(final NodeParametersInput input) {
            m_inputs = input.getInPortSpecs().length;
        }

        @Override
        public void validate() throws InvalidSettingsException {
            if (m_inputs > 1) {
                throw new InvalidSettingsException("too many");
            }
        }
    }

    @Test
    void defaultsMayDependOnWhatIsConnectedAndMustBeValid() throws Exception {
        final var one = new ParametersInput(new PortType[1], new PortObjectSpec[1], new PortType[0]);
        assertEquals(1, ParametersPersistence.createDefaults(FromInput.class, one).m_inputs);
        assertEquals(0, ParametersPersistence.createDefaults(FromInput.class, null).m_inputs);
        final var two = new ParametersInput(new PortType[2], new PortObjectSpec[2], new PortType[0]);
        assertThrows(InvalidSettingsException.class,
            () -> ParametersPersistence.createDefaults(FromInput.class, two));
    }

    static final class Everything implements NodeParameters {
        byte m_byte = 1;

        char m_char = 'c';

        float m_float = 0.1f;

        boolean[] m_flags = {true, false};

        double[] m_numbers = {1, 2.5};

        long[] m_longs = {Long.MIN_VALUE};

        byte[] m_bytes = {1, 2};

        float[] m_floats = {};
    }

    @Test
    void everySimpleTypeIsReadAsItWasWritten() throws Exception {
        final var settings = save(new Everything());
        final var loaded = ParametersPersistence.load(settings, Everything.class);
        assertEquals(settings, save(loaded));
        assertArrayEquals(new double[]{1, 2.5}, loaded.m_numbers);
        assertEquals('c', loaded.m_char);
    }
}
