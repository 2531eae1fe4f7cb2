package org.latentlab.nodes.imagegrid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;
import org.latentlab.nodes.imagegrid.ImageGridParameters.Choice;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.table.Digits;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class ImageGridNodeTest {

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private ImageGridParameters m_parameters;

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new ImageGridNodeFactory(), m_directory);
        m_parameters = new ImageGridParameters();
    }

    private byte[] png(final PortObject... in) throws Exception {
        final ImagePortObject image = (ImagePortObject)m_node.run(m_parameters, in).out()[0];
        return ((PNGImageValue)image.toDataCell()).getImageContent().getByteArray();
    }

    private BufferedImage grid(final PortObject... in) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(png(in)));
    }

    /** Two 8×8 images, all of one value. */
    private BufferedDataTable flat(final int value) {
        final double[] pixels = new double[64];
        Arrays.fill(pixels, value);
        return TestTables.column(m_node.exec(), new org.knime.core.data.DataColumnSpecCreator("image",
            org.knime.core.data.collection.ListCell.getCollectionType(org.knime.core.data.def.DoubleCell.TYPE))
                .createSpec(),
            TestTables.list(pixels), TestTables.list(pixels));
    }

    private static long pixels(final BufferedImage image, final int rgb) {
        long n = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                n += (image.getRGB(x, y) & 0xffffff) == rgb ? 1 : 0;
            }
        }
        return n;
    }

    @Test
    void everyImageIsShownAtItsScaleInAFrameOfOnePixel() throws Exception {
        m_parameters.m_scale = 4;
        assertEquals(2 * 30 * 30, pixels(grid(flat(100)), 0x646464));
        m_parameters.m_inverted = true;
        assertEquals(2 * 30 * 30, pixels(grid(flat(100)), 0x9b9b9b));
    }

    @Test
    void moreColumnsMakeAWiderAndLowerPicture() throws Exception {
        final BufferedDataTable digits = Digits.table(m_node.exec(), 80);
        m_parameters.m_columns = 5;
        final BufferedImage narrow = grid(digits);
        m_parameters.m_columns = 10;
        final BufferedImage wide = grid(digits);
        assertTrue(wide.getWidth() > narrow.getWidth());
        assertTrue(wide.getHeight() < narrow.getHeight());
    }

    @Test
    void theSeedChoosesWhichImagesAreShown() throws Exception {
        final BufferedDataTable digits = Digits.table(m_node.exec(), 80);
        m_parameters.m_mostImages = 20;
        assertEquals("60 of 80 images are not shown, because 'Most images' is 20.",
            m_node.run(m_parameters, digits).warning());
        final byte[] once = png(digits);
        assertArrayEquals(once, png(digits));
        m_parameters.m_seed = 2;
        assertFalse(Arrays.equals(once, png(digits)));
    }

    @Test
    void captionsAndGroupsChangeThePicture() throws Exception {
        final BufferedDataTable digits = Digits.table(m_node.exec(), 40);
        final int grouped = grid(digits).getHeight();
        m_parameters.m_groups = Choice.NONE;
        final int captioned = grid(digits).getHeight();
        m_parameters.m_captions = Choice.NONE;
        final int bare = grid(digits).getHeight();
        assertTrue(grouped > captioned && captioned > bare, grouped + ", " + captioned + ", " + bare);
    }

    @Test
    void imagesThatCannotBeReadAreNamed() throws Exception {
        final DataTableSpec spec = new DataTableSpec(ImageCells.newColumn("image"));
        final NodeHandle.Executed executed = m_node.run(null, TestTables.table(m_node.exec(), spec,
            new DataCell[]{TestTables.png(8, 8, 0)}, new DataCell[]{TestTables.missing()}));
        assertTrue(executed.warning().startsWith("1 of 2 rows have no usable image (Row1: missing)"),
            executed.warning());
    }

    @Test
    void whatCannotBeShownIsRefused() throws Exception {
        final BufferedDataTable digits = Digits.table(m_node.exec(), 5);
        assertTrue(m_node.failure(null, TestTables.table(m_node.exec(), digits.getDataTableSpec()))
            .startsWith("The input table is empty"));
        assertTrue(m_node.refusal(null, TestTables.table(m_node.exec(), new DataTableSpec(TableOutput.strings("x"))))
            .startsWith("Input 'Images' has no image column"));
        m_parameters.m_captions = Choice.CHOSEN;
        assertEquals("Choose the caption column, or set captions to automatic or none.",
            m_node.refusal(m_parameters, digits));
        m_parameters.m_captionColumn = "nowhere";
        assertEquals("Caption column 'nowhere' is not in the table. Columns found: 'image', 'class'.",
            m_node.refusal(m_parameters, digits));
        m_parameters.m_captions = Choice.NONE;
        m_parameters.m_columns = 0;
        assertEquals("A grid has 1 to 200 columns, not 0.", m_node.refusal(m_parameters, digits));
        m_parameters.m_columns = 20;
        m_parameters.m_scale = Double.NaN;
        assertEquals("The scale must be above 0 and at most 32, not NaN.", m_node.refusal(m_parameters, digits));
        m_parameters.m_scale = 2;
        m_parameters.m_mostImages = 0;
        assertEquals("A grid shows 1 to 10000 images, not 0.", m_node.refusal(m_parameters, digits));
    }
}
