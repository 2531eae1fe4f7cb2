package org.knime.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.property.ColorAttr;
import org.knime.core.data.property.ColorHandler;
import org.knime.core.data.property.ColorModelNominal;
import org.knime.core.node.ModelContent;

class DataTableSpecTest {

    private static DataColumnSpec column(final String name, final DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    private static DataColumnSpec classes() {
        final var creator = new DataColumnSpecCreator("class", StringCell.TYPE);
        creator.setDomain(
            new DataColumnDomainCreator(new DataCell[]{new StringCell("b"), new StringCell("a")}).createDomain());
        creator.setProperties(new DataColumnProperties(Map.of("key", "value")));
        final var colors = new LinkedHashMap<DataCell, ColorAttr>();
        colors.put(new StringCell("b"), ColorAttr.getInstance(Color.RED));
        colors.put(new StringCell("a"), ColorAttr.getInstance(new Color(1, 2, 3)));
        creator.setColorHandler(new ColorHandler(new ColorModelNominal(colors, null)));
        return creator.createSpec();
    }

    @Test
    void twoColumnsOfOneNameAreAnError() {
        final var e = assertThrows(IllegalArgumentException.class,
            () -> new DataTableSpec(column("a", IntCell.TYPE), column("a", DoubleCell.TYPE)));
        assertEquals("Duplicate column name \"a\" at positions 0 and 1.", e.getMessage());
    }

    @Test
    void columnsAreFoundByName() {
        final var spec = new DataTableSpec(column(" a ", IntCell.TYPE), column("b", DoubleCell.TYPE));
        assertArrayEquals(new String[]{"a", "b"}, spec.getColumnNames());
        assertEquals(1, spec.findColumnIndex("b"));
        assertEquals(-1, spec.findColumnIndex("c"));
        assertNull(spec.getColumnSpec("c"));
        assertEquals("a (#1)", DataTableSpec.getUniqueColumnName(spec, "a"));
        assertEquals("c", DataTableSpec.getUniqueColumnName(spec, "c"));
    }

    @Test
    void aTableComplesWithOneOfWiderTypes() {
        final var whole = new DataTableSpec(column("a", IntCell.TYPE));
        final var number = new DataTableSpec(column("a", DoubleCell.TYPE));
        assertTrue(whole.isCompatibleWith(number));
        assertFalse(number.isCompatibleWith(whole));
        assertFalse(number.equalStructure(whole));
        assertFalse(whole.isCompatibleWith(new DataTableSpec(column("b", DoubleCell.TYPE))));
    }

    @Test
    void aSpecIsReadWithDomainsPropertiesAndColours() throws Exception {
        final var spec = new DataTableSpecCreator().setName("Images").addColumns(classes(), column("x", IntCell.TYPE))
            .putProperty("seed", "1").createSpec();
        final var content = new ModelContent("spec");
        spec.save(content);
        final var out = new ByteArrayOutputStream();
        content.saveToXML(out);
        final var again = DataTableSpec.load(ModelContent.loadFromXML(new ByteArrayInputStream(out.toByteArray())));
        assertEquals(spec, again);
        assertEquals("Images", again.getName());
        assertEquals(Map.of("seed", "1"), again.getProperties());
        assertEquals("[b, a]", again.getColumnSpec(0).getDomain().getValues().toString());
        assertEquals(new Color(1, 2, 3),
            again.getRowColor(new DefaultRow("r", new StringCell("a"), new IntCell(1))).getColor());
        assertEquals(ColorAttr.DEFAULT,
            again.getRowColor(new DefaultRow("r", new StringCell("other"), new IntCell(1))));
    }

    @Test
    void specsCanBeBuiltFromOthers() {
        final var spec = new DataTableSpec(classes(), column("x", IntCell.TYPE));
        final var without = new DataTableSpecCreator(spec).dropAllDomains().createSpec();
        assertFalse(without.getColumnSpec(0).getDomain().hasValues());
        assertTrue(without.equalStructure(spec));
        assertThrows(IllegalArgumentException.class,
            () -> new DataTableSpecCreator(spec).addColumns(column("x", DoubleCell.TYPE)));
        assertEquals(4, new DataTableSpec(spec, new DataTableSpec(column("y", IntCell.TYPE), column("z", IntCell.TYPE)))
            .getNumColumns());
        assertThrows(IllegalArgumentException.class, () -> new DataTableSpec(spec, spec));
    }

    @Test
    void aMissingCellIsNoPossibleValue() {
        assertThrows(IllegalArgumentException.class,
            () -> new DataColumnDomainCreator(Set.of(DataType.getMissingCell())));
    }
}
