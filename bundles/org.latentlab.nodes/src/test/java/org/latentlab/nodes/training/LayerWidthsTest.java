package org.latentlab.nodes.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.InvalidSettingsException;

final class LayerWidthsTest {

    @ParameterizedTest
    @ValueSource(strings = {"500, 250", "500 250", "500-250", " 500;250 ", "500,250", "500–250"})
    void widthsMayBeSeparatedAsPeopleWriteThem(final String text) throws Exception {
        assertEquals(List.of(500, 250), LayerWidths.parse("Encoder layers", "widths", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "five hundred", "500, , x", "1.5", "500, -1", "500,,250"})
    void anythingElseIsRefused(final String text) {
        assertThrows(InvalidSettingsException.class, () -> LayerWidths.parse("Encoder layers", "widths", text));
    }

    @Test
    void reversingKeepsTheList() {
        final List<Integer> widths = List.of(1, 2, 3);
        assertEquals(List.of(3, 2, 1), LayerWidths.reversed(widths));
        assertEquals(List.of(1, 2, 3), widths);
    }
}
