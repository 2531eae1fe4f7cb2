package org.latentlab.platform.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import javax.imageio.ImageIO;
import javax.swing.JComponent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStorePortObject;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObject;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortObjectZipOutputStream;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;

class PortObjectStoreTest {

    /** A spec with a name. */
    public static final class NamedSpec extends AbstractSimplePortObjectSpec {

        private String m_name;

        public NamedSpec() {
            // loaded afterwards
        }

        NamedSpec(final String name) {
            m_name = name;
        }

        @Override
        protected void save(final ModelContentWO model) {
            model.addString("name", m_name);
        }

        @Override
        protected void load(final ModelContentRO model) throws InvalidSettingsException {
            m_name = model.getString("name");
        }

        /** Writes and reads the spec. */
        public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<NamedSpec> {
        }
    }

    /** A model of numbers. */
    public static final class Numbers extends AbstractSimplePortObject {

        private NamedSpec m_spec;

        private double[] m_values;

        public Numbers() {
            // loaded afterwards
        }

        Numbers(final NamedSpec spec, final double... values) {
            m_spec = spec;
            m_values = values;
        }

        @Override
        public String getSummary() {
            return m_values.length + " numbers";
        }

        @Override
        public NamedSpec getSpec() {
            return m_spec;
        }

        @Override
        protected void save(final ModelContentWO model, final ExecutionMonitor exec) {
            model.addDoubleArray("values", m_values);
        }

        @Override
        protected void load(final ModelContentRO model, final PortObjectSpec spec, final ExecutionMonitor exec)
            throws InvalidSettingsException {
            m_spec = (NamedSpec)spec;
            m_values = model.getDoubleArray("values");
        }

        /** Writes and reads the model. */
        public static final class Serializer extends AbstractSimplePortObjectSerializer<Numbers> {
        }
    }

    /** A model in a file. */
    public static final class Stored extends FileStorePortObject {

        private final NamedSpec m_spec;

        private String m_content = "";

        private String m_afterLoading;

        Stored(final NamedSpec spec, final String content, final FileStore... stores) {
            super(List.of(stores));
            m_spec = spec;
            m_content = content;
        }

        private Stored(final NamedSpec spec) {
            m_spec = spec;
        }

        @Override
        public String getSummary() {
            return "stored";
        }

        @Override
        public NamedSpec getSpec() {
            return m_spec;
        }

        @Override
        public JComponent[] getViews() {
            return null;
        }

        @Override
        protected void flushToFileStore() throws IOException {
            Files.writeString(getFileStore(0).getFile().toPath(), m_content);
        }

        @Override
        protected void postConstruct() throws IOException {
            m_afterLoading = Files.readString(getFileStore(0).getFile().toPath());
        }

        /** Writes and reads what is not in the file: nothing. */
        public static final class Serializer extends PortObjectSerializer<Stored> {

            @Override
            public void savePortObject(final Stored object, final PortObjectZipOutputStream out,
                final ExecutionMonitor exec) throws IOException {
                out.putNextEntry(new ZipEntry("empty"));
                out.closeEntry();
            }

            @Override
            public Stored loadPortObject(final PortObjectZipInputStream in, final PortObjectSpec spec,
                final ExecutionMonitor exec) throws IOException {
                return new Stored((NamedSpec)spec);
            }
        }
    }

    @TempDir
    private Path m_directory;

    private PortObject saveAndLoad(final PortObject object) throws Exception {
        final var port = m_directory.resolve("port_1");
        PortObjectStore.save(object, port);
        return PortObjectStore.load(port);
    }

    @Test
    void aSimplePortObjectIsLoadedAsItWasSaved() throws Exception {
        final var object = new Numbers(new NamedSpec("spec"), 0.1, Double.NaN);
        final var again = (Numbers)saveAndLoad(object);
        assertNotSame(object, again);
        assertEquals(object, again);
        assertEquals(object.getSpec(), again.getSpec());
        assertEquals("spec", again.getSpec().m_name);
        try (var zip = new ZipFile(m_directory.resolve("port_1/object/portobject.zip").toFile())) {
            final var xml = new String(zip.getInputStream(zip.getEntry("content.xml")).readAllBytes(),
                StandardCharsets.UTF_8);
            assertTrue(xml.contains("<entry key=\"class_name\" type=\"xstring\" value=\"" + Numbers.class.getName()),
                xml);
        }
    }

    @Test
    void thePictureOfAnImagePortIsLoadedByteForByte() throws Exception {
        final var out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", out);
        final var object = new ImagePortObject(new PNGImageContent(out.toByteArray()),
            new ImagePortObjectSpec(PNGImageContent.TYPE));
        final var again = (ImagePortObject)saveAndLoad(object);
        assertArrayEquals(out.toByteArray(),
            ((PNGImageValue)again.toDataCell()).getImageContent().getByteArray());
        assertEquals(PNGImageContent.TYPE, again.getSpec().getDataType());
    }

    @Test
    void fileStoresAreAttachedAfterLoading() throws Exception {
        final var exec = ExecutionContexts.create(m_directory.resolve("node"), new EmbeddedProgressMonitor());
        final var object = new Stored(new NamedSpec("s"), "weights", exec.createFileStore("model.bin"));
        final var again = (Stored)saveAndLoad(object);
        assertEquals("weights", again.m_afterLoading);
        assertEquals(List.of(m_directory.resolve("port_1/filestore/000/000/model.bin").toFile()),
            PortObjects.files(again));
        final var twice = m_directory.resolve("port_2");
        PortObjectStore.save(again, twice);
        assertEquals("weights", ((Stored)PortObjectStore.load(twice)).m_afterLoading);
    }

    @Test
    void whatWasNotSavedCannotBeLoaded() throws Exception {
        assertThrows(IOException.class, () -> PortObjectStore.load(m_directory));
        final var port = m_directory.resolve("port_1");
        PortObjectStore.save(new Numbers(new NamedSpec("s"), 1), port);
        final var file = port.resolve("port.xml");
        Files.writeString(file, Files.readString(file).replace("$Numbers", "$Other"));
        assertThrows(IOException.class, () -> PortObjectStore.load(port));
    }

    @Test
    void portTypesKnowTheirSpecs() {
        final var type = PortTypeRegistry.getInstance().getPortType(Numbers.class);
        assertEquals("Numbers", type.getName());
        assertEquals(NamedSpec.class, type.getPortObjectSpecClass());
        assertTrue(type.acceptsPortObjectSpec(new NamedSpec("s")));
        assertTrue(PortObject.TYPE.isSuperTypeOf(type));
        assertEquals(DataTableSpec.class, BufferedDataTable.TYPE.getPortObjectSpecClass());
        assertEquals(BufferedDataTable.TYPE, BufferedDataTable.TYPE_OPTIONAL);
        assertTrue(BufferedDataTable.TYPE_OPTIONAL.isOptional());
    }

    @Test
    void aRegisteredPortTypeHasItsNameAndColour() {
        PortTypes.register(new PortTypes.Registration("Stored model", 0x102030, Stored.class, Stored.Serializer.class,
            NamedSpec.class, NamedSpec.Serializer.class));
        final PortType type = PortTypeRegistry.getInstance().getPortType(Stored.class);
        assertEquals("Stored model", type.getName());
        assertEquals(0x102030, type.getColor());
        assertTrue(PortTypes.all().contains(type));
    }
}
