package org.knime.core.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;

class NodeSettingsTest {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<config xmlns=\"http://www.knime.org/2008/09/XMLConfig\""
        + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        + " xsi:schemaLocation=\"http://www.knime.org/2008/09/XMLConfig"
        + " http://www.knime.org/XMLConfig_2008_09.xsd\" key=\"model\"";

    private static String write(final NodeSettingsRO settings) throws IOException {
        final var out = new ByteArrayOutputStream();
        settings.saveToXML(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static NodeSettings read(final String xml) throws IOException {
        return (NodeSettings)NodeSettings.loadFromXML(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static NodeSettings all() {
        final var settings = new NodeSettings("model");
        settings.addInt("int", -1);
        settings.addLong("long", Long.MAX_VALUE);
        settings.addDouble("double", 1e-300);
        settings.addFloat("float", 0.1f);
        settings.addBoolean("boolean", true);
        settings.addByte("byte", (byte)-128);
        settings.addShort("short", (short)7);
        settings.addChar("char", '<');
        settings.addString("string", "a & b");
        settings.addString("null", null);
        settings.addIntArray("ints", 1, 2);
        settings.addDoubleArray("doubles", Double.NaN, Double.NEGATIVE_INFINITY);
        settings.addStringArray("strings", "a", null);
        settings.addBooleanArray("booleans");
        settings.addLongArray("none", (long[])null);
        settings.addNodeSettings("sub").addDataType("type", ListCell.getCollectionType(DoubleCell.TYPE));
        return settings;
    }

    @Test
    void anEmptyTreeIsOneElement() throws IOException {
        assertEquals(HEAD + "/>\n", write(new NodeSettings("model")));
    }

    @Test
    void theXmlFormIsKnimes() throws IOException {
        final var settings = new NodeSettings("model");
        settings.addString("text", "tab\t100%% <\"é\">\n");
        settings.addString("none", null);
        settings.addNodeSettings("sub").addStringArray("a", "x");
        settings.addTransientString("forgotten", "x");
        assertEquals(HEAD + ">\n"
            + "    <entry key=\"text\" type=\"xstring\""
            + " value=\"tab%%00009100%%00037% &lt;&quot;é&quot;&gt;%%00010\"/>\n"
            + "    <entry key=\"none\" type=\"xstring\" isnull=\"true\" value=\"\"/>\n"
            + "    <config key=\"sub\">\n"
            + "        <config key=\"a\">\n"
            + "            <entry key=\"array-size\" type=\"xint\" value=\"1\"/>\n"
            + "            <entry key=\"0\" type=\"xstring\" value=\"x\"/>\n"
            + "        </config>\n"
            + "    </config>\n"
            + "</config>\n", write(settings));
    }

    @Test
    void everythingIsReadAsItWasWritten() throws Exception {
        final var settings = all();
        final var text = "control \u0001, percent %% and %%00010, emoji \uD83D\uDE00, private \uE000";
        settings.addString("odd", text);
        final var again = read(write(settings));
        assertEquals(settings, again);
        assertEquals(text, again.getString("odd"));
        assertEquals(Long.MAX_VALUE, again.getLong("long"));
        assertEquals(1e-300, again.getDouble("double"));
        assertEquals('<', again.getChar("char"));
        assertNull(again.getString("null"));
        assertArrayEquals(new double[]{Double.NaN, Double.NEGATIVE_INFINITY}, again.getDoubleArray("doubles"));
        assertArrayEquals(new String[]{"a", null}, again.getStringArray("strings"));
        assertArrayEquals(new boolean[0], again.getBooleanArray("booleans"));
        assertNull(again.getLongArray("none"));
        assertEquals(ListCell.getCollectionType(DoubleCell.TYPE), again.getNodeSettings("sub").getDataType("type"));
    }

    @Test
    void cellsAreReadAsTheyWereWritten() throws Exception {
        final var cells = new DataCell[]{new StringCell("s"), new DoubleCell(0.5), new IntCell(3), new LongCell(4),
            BooleanCell.TRUE, DataType.getMissingCell(), null};
        final var settings = new NodeSettings("model");
        settings.addDataCellArray("cells", cells);
        assertArrayEquals(cells, read(write(settings)).getDataCellArray("cells"));
    }

    @Test
    void aKeyThatIsMissingOrOfAnotherTypeIsAnError() {
        final var settings = all();
        assertEquals("Int for key \"no\" not found.",
            assertThrows(InvalidSettingsException.class, () -> settings.getInt("no")).getMessage());
        assertEquals("Double for key \"int\" not found.",
            assertThrows(InvalidSettingsException.class, () -> settings.getDouble("int")).getMessage());
        assertEquals("Boolean for key \"string\" not found.",
            assertThrows(InvalidSettingsException.class, () -> settings.getBoolean("string")).getMessage());
        assertEquals("Config for key \"int\" not found.",
            assertThrows(InvalidSettingsException.class, () -> settings.getNodeSettings("int")).getMessage());
        assertThrows(InvalidSettingsException.class, () -> settings.getIntArray("strings"));
    }

    @Test
    void aDefaultStandsInForAKeyThatIsMissing() {
        final var settings = all();
        assertEquals(5, settings.getInt("no", 5));
        assertEquals(-1, settings.getInt("int", 5));
        assertEquals("d", settings.getString("no", "d"));
        assertNull(settings.getString("null", "d"));
        assertArrayEquals(new int[]{9}, settings.getIntArray("no", 9));
    }

    @Test
    void aCopyHasTheSameEntriesAndIsIndependent() throws Exception {
        final var settings = all();
        final var copy = new NodeSettings("model");
        settings.copyTo(copy);
        assertEquals(settings, copy);
        copy.getNodeSettings("sub").addInt("more", 1);
        assertFalse(settings.getNodeSettings("sub").containsKey("more"));
    }

    @Test
    void addingUnderAKeyThatIsThereReplacesInPlace() throws Exception {
        final var settings = new NodeSettings("model");
        settings.addInt("a", 1);
        settings.addInt("b", 2);
        settings.addString("a", "text");
        assertEquals(List.of("a", "b"), List.copyOf(settings.keySet()));
        assertEquals("text", settings.getString("a"));
    }

    @Test
    void whatIsNoSettingsFileIsAnError() {
        for (final var xml : List.of("", "<config key='a'>", HEAD + "><entry key='a' type='xint' value='x'/></config>",
            HEAD + "><entry key='a' type='xdate' value='1'/></config>",
            HEAD + "><entry key='a' type='xint' isnull='true' value=''/></config>", HEAD + "><other/></config>")) {
            assertThrows(IOException.class, () -> read(xml), xml);
        }
    }

    @Test
    void nothingOutsideTheFileIsRead(@TempDir final Path directory) throws Exception {
        final var secret = Files.writeString(directory.resolve("secret.txt"), "secret");
        final var xml = HEAD.replace("?>\n", "?>\n<!DOCTYPE config [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>\n")
            + "><entry key='a' type='xstring' value='x'/><config key='b'>&e;</config></config>";
        final var settings = read(xml);
        assertEquals("x", settings.getString("a"));
        assertTrue(settings.getNodeSettings("b").keySet().isEmpty());
    }
}
