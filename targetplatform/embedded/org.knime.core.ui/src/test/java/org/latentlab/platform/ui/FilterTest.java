package org.latentlab.platform.ui;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.StringFilter;

/** Filters in every mode; all but the manual one can be reached by settings alone. */
class FilterTest {

    private static final DataTableSpec SPEC = new DataTableSpec(new String[]{"z1", "z2", "class", "count"},
        new DataType[]{DoubleCell.TYPE, DoubleCell.TYPE, StringCell.TYPE, IntCell.TYPE});

    static final class Filters implements NodeParameters {
        ColumnFilter m_columns = new ColumnFilter(new String[]{"z2", "gone"});

        StringFilter m_texts = new StringFilter(new String[]{"b"});
    }

    private static NodeSettings defaults() {
        final var settings = new NodeSettings("model");
        ParametersPersistence.save(new Filters(), settings);
        return settings;
    }

    private static String[] filter(final NodeSettings settings) throws InvalidSettingsException {
        return ParametersPersistence.load(settings, Filters.class).m_columns.filterFromFullSpec(SPEC);
    }

    @Test
    void byHandTheNamedColumnsAreSelectedInTheTablesOrder() throws Exception {
        assertArrayEquals(new String[]{"z2"}, filter(defaults()));
        assertArrayEquals(new String[]{"gone"}, new Filters().m_columns.getMissingSelectedFromFullSpec(SPEC));
        assertArrayEquals(new String[]{"z1", "z2", "class", "count"},
            new Filters().m_columns.withIncludeUnknownColumns().filterFromFullSpec(SPEC));
        final var settings = defaults();
        settings.getNodeSettings("columns").getNodeSettings("manualFilter").addStringArray("manuallyDeselected", "z1");
        settings.getNodeSettings("columns").getNodeSettings("manualFilter").addBoolean("includeUnknownColumns", true);
        assertArrayEquals(new String[]{"z2", "class", "count"}, filter(settings));
    }

    @Test
    void byPatternNamesAreSelected() throws Exception {
        final var settings = defaults();
        final var columns = settings.getNodeSettings("columns");
        final var pattern = columns.getNodeSettings("patternFilter");
        columns.addString("mode", "WILDCARD");
        pattern.addString("pattern", "Z?");
        assertArrayEquals(new String[]{"z1", "z2"}, filter(settings));
        pattern.addBoolean("isInverted", true);
        assertArrayEquals(new String[]{"class", "count"}, filter(settings));
        pattern.addBoolean("isCaseSensitive", true);
        assertEquals(4, filter(settings).length);
        columns.addString("mode", "REGEX");
        pattern.addBoolean("isInverted", false);
        pattern.addString("pattern", "z[2-9]|c.*s");
        assertArrayEquals(new String[]{"z2", "class"}, filter(settings));
        columns.addString("mode", "WILDCARD");
        pattern.addString("pattern", "c*");
        assertArrayEquals(new String[]{"class", "count"}, filter(settings));
    }

    @Test
    void byTypeTheFirstValueInterfaceDecides() throws Exception {
        final var settings = defaults();
        settings.getNodeSettings("columns").addString("mode", "TYPE");
        settings.getNodeSettings("columns").getNodeSettings("typeFilter").addStringArray("selectedTypes",
            DoubleValue.class.getName());
        assertArrayEquals(new String[]{"z1", "z2"}, filter(settings));
    }

    @Test
    void textsAreSelectedLikewise() throws Exception {
        final var settings = defaults();
        final var choices = new String[]{"a", "b", "ab"};
        assertArrayEquals(new String[]{"b"},
            ParametersPersistence.load(settings, Filters.class).m_texts.filter(choices));
        settings.getNodeSettings("texts").addString("mode", "WILDCARD");
        settings.getNodeSettings("texts").getNodeSettings("patternFilter").addString("pattern", "*b");
        assertArrayEquals(new String[]{"b", "ab"},
            ParametersPersistence.load(settings, Filters.class).m_texts.filter(choices));
    }
}
