package org.knime.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.NodeSettings;

class DataTypeTest {

    private static final DataType MISSING = DataType.getMissingCell().getType();

    @Test
    void aWholeNumberMayStandWhereANumberMay() {
        assertTrue(DoubleCell.TYPE.isASuperTypeOf(IntCell.TYPE));
        assertTrue(DoubleCell.TYPE.isASuperTypeOf(LongCell.TYPE));
        assertTrue(LongCell.TYPE.isASuperTypeOf(IntCell.TYPE));
        assertFalse(IntCell.TYPE.isASuperTypeOf(DoubleCell.TYPE));
        assertFalse(StringCell.TYPE.isASuperTypeOf(IntCell.TYPE));
    }

    @Test
    void aMissingCellMayStandEverywhere() {
        for (final var type : List.of(DoubleCell.TYPE, StringCell.TYPE, PNGImageContent.TYPE,
            ListCell.getCollectionType(IntCell.TYPE))) {
            assertTrue(type.isASuperTypeOf(MISSING));
        }
        assertTrue(MISSING.isMissingValueType());
        assertTrue(MISSING.isCompatible(DoubleValue.class));
    }

    @Test
    void aListKnowsTheTypeOfItsElements() {
        final var mixed = CollectionCellFactory.createListCell(List.of(new IntCell(1), new DoubleCell(2),
            DataType.getMissingCell()));
        assertEquals(ListCell.getCollectionType(DoubleCell.TYPE), mixed.getType());
        assertTrue(ListCell.getCollectionType(DoubleCell.TYPE)
            .isASuperTypeOf(ListCell.getCollectionType(IntCell.TYPE)));
        assertFalse(ListCell.getCollectionType(IntCell.TYPE)
            .isASuperTypeOf(ListCell.getCollectionType(DoubleCell.TYPE)));
        assertTrue(ListCell.getCollectionType(IntCell.TYPE)
            .isASuperTypeOf(CollectionCellFactory.createListCell(List.of()).getType()));
        assertThrows(IllegalArgumentException.class, () -> DataType.getType(ListCell.class));
        assertThrows(IllegalArgumentException.class, () -> DataType.getType(IntCell.class, DoubleCell.TYPE));
    }

    @Test
    void theCommonTypeOfTextAndNumberIsWhatBothHave() throws Exception {
        final var common = DataType.getCommonSuperType(StringCell.TYPE, DoubleCell.TYPE);
        assertTrue(common.isASuperTypeOf(StringCell.TYPE));
        assertTrue(common.isASuperTypeOf(DoubleCell.TYPE));
        assertFalse(common.isCompatible(StringValue.class));
        assertEquals(DoubleCell.TYPE, DataType.getCommonSuperType(IntCell.TYPE, DoubleCell.TYPE));
        assertEquals(StringCell.TYPE, DataType.getCommonSuperType(MISSING, StringCell.TYPE));
        final var settings = new NodeSettings("type");
        common.save(settings);
        assertEquals(common, DataType.load(settings));
    }

    @Test
    void namesAreThoseOfTheCurrentKnime() {
        assertEquals("Number (Float)", DoubleCell.TYPE.getName());
        assertEquals("Number (Integer)", IntCell.TYPE.getName());
        assertEquals("Number (Long Integer)", LongCell.TYPE.getName());
        assertEquals("Boolean", BooleanCell.TYPE.getName());
        assertEquals("Image (PNG)", PNGImageContent.TYPE.getName());
        assertEquals("List (Collection of: String)", ListCell.getCollectionType(StringCell.TYPE).toString());
    }

    @Test
    void numbersAreOrderedByValueAndTextsByLetters() {
        assertTrue(DoubleCell.TYPE.getComparator().compare(new DoubleCell(10), new IntCell(9)) > 0);
        assertTrue(StringCell.TYPE.getComparator().compare(new StringCell("10"), new StringCell("9")) < 0);
        assertTrue(IntCell.TYPE.getComparator().compare(DataType.getMissingCell(), new IntCell(0)) < 0);
    }

    @Test
    void cellsOfOneClassWithOneContentAreEqual() {
        assertEquals(new DoubleCell(0.0), new DoubleCell(-0.0));
        assertEquals(new DoubleCell(0.0).hashCode(), new DoubleCell(-0.0).hashCode());
        assertEquals(new DoubleCell(Double.NaN), new DoubleCell(Double.NaN));
        assertNotEquals(new IntCell(1), new LongCell(1));
        assertEquals(new MissingCell("why"), DataType.getMissingCell());
        assertNotEquals(new StringCell("?"), DataType.getMissingCell());
        assertSame(BooleanCell.TRUE, BooleanCell.get(true));
    }
}
