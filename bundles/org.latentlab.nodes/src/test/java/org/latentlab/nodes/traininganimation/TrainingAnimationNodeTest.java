package org.latentlab.nodes.traininganimation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;
import org.latentlab.engine.image.ImageShape;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.image.PngCodec;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.port.AnimationPortObject;
import org.latentlab.nodes.table.ImageCells;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class TrainingAnimationNodeTest {

    private static final DataTableSpec SPEC = new DataTableSpec(TableOutput.ints("epoch"),
        TableOutput.strings("picture"), ImageCells.newColumn("image"));

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private TrainingAnimationParameters m_parameters;

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new TrainingAnimationNodeFactory(), m_directory);
        m_parameters = new TrainingAnimationParameters();
        m_parameters.m_picture = PictureOption.ALL;
    }

    /** A picture of one gray. */
    private static DataCell picture(final int width, final int height, final int gray) {
        final byte[] pixels = new byte[width * height];
        java.util.Arrays.fill(pixels, (byte)gray);
        return PNGImageCellFactory.create(PngCodec.encode(Images.ofBytes(ImageShape.gray(height, width), pixels), 0));
    }

    private static DataCell[] row(final int epoch, final String picture, final DataCell image) {
        return new DataCell[]{new IntCell(epoch), new StringCell(picture), image};
    }

    private BufferedDataTable table(final DataCell[]... rows) {
        return TestTables.table(m_node.exec(), SPEC, rows);
    }

    /** Two pictures of each of three epochs, not in order. */
    private BufferedDataTable training() {
        return table(row(2, "latent scatter", picture(20, 10, 120)), row(0, "latent scatter", picture(20, 10, 40)),
            row(0, "manifold", picture(8, 30, 50)), row(10, "latent scatter", picture(20, 10, 240)),
            row(2, "manifold", picture(8, 30, 150)), row(10, "manifold", picture(8, 30, 250)));
    }

    private byte[] gif(final PortObject... in) throws Exception {
        return ((AnimationPortObject)m_node.run(m_parameters, in).out()[0]).gif();
    }

    private byte[] strip(final PortObject... in) throws Exception {
        final ImagePortObject image = (ImagePortObject)m_node.run(m_parameters, in).out()[1];
        return ((PNGImageValue)image.toDataCell()).getImageContent().getByteArray();
    }

    private static List<BufferedImage> frames(final byte[] gif) throws Exception {
        final ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
        final List<BufferedImage> frames = new ArrayList<>();
        for (int i = 0; i < reader.getNumImages(true); i++) {
            frames.add(reader.read(i));
        }
        return frames;
    }

    private static int gray(final BufferedImage image, final int x, final int y) {
        return image.getRGB(x, y) & 0xff;
    }

    @Test
    void framesFollowTheEpochs() throws Exception {
        m_parameters.m_picture = PictureOption.LATENT_SCATTER;
        final List<BufferedImage> frames = frames(gif(training()));
        assertEquals(3, frames.size());
        for (int i = 0; i < 3; i++) {
            assertEquals(20, frames.get(i).getWidth());
            assertEquals(10, frames.get(i).getHeight());
            assertEquals(new int[]{40, 120, 240}[i], gray(frames.get(i), 5, 5));
        }
    }

    @Test
    void aTableOfEpochsAndImagesAloneIsEnough() throws Exception {
        final DataTableSpec spec = new DataTableSpec(TableOutput.ints("epoch"), ImageCells.newColumn("image"));
        final BufferedDataTable in = TestTables.table(m_node.exec(), spec,
            new DataCell[]{new IntCell(1), picture(9, 7, 1)}, new DataCell[]{new IntCell(2), picture(9, 7, 2)});
        assertEquals("2 frames of 9×7 pixels", ((AnimationPortObject)m_node.run(null, in).out()[0]).getSummary()
            .split(",")[0]);
    }

    @Test
    void allPicturesStandSideBySide() throws Exception {
        final List<BufferedImage> frames = frames(gif(training()));
        assertEquals(3, frames.size());
        assertEquals(28, frames.get(0).getWidth());
        assertEquals(30, frames.get(0).getHeight());
        assertEquals(40, gray(frames.get(0), 5, 5));
        assertEquals(50, gray(frames.get(0), 24, 25));
        assertEquals(255, gray(frames.get(0), 5, 20), "white below the lower picture");
    }

    @Test
    void thePortTellsWhatItHolds() throws Exception {
        m_parameters.m_picture = PictureOption.OTHER;
        m_parameters.m_otherPicture = "manifold";
        m_parameters.m_holdSeconds = 1.5;
        final NodeHandle.Executed executed = m_node.run(m_parameters, training());
        assertNull(executed.warning());
        final AnimationPortObject animation = (AnimationPortObject)executed.out()[0];
        assertEquals("3 frames of 8×30 pixels, 2.5 seconds, 1 KB", animation.getSummary());
        assertEquals("manifold", animation.getSpec().picture());
        assertTrue(animation.file().getFileName().toString().endsWith(".gif"), animation.file().toString());
    }

    @Test
    void theStripHoldsAllFramesOrAsManyAsWanted() throws Exception {
        m_parameters.m_picture = PictureOption.LATENT_SCATTER;
        final BufferedImage all = ImageIO.read(new ByteArrayInputStream(strip(training())));
        assertTrue(count(all, 40) >= 200 && count(all, 120) >= 200 && count(all, 240) >= 200);
        m_parameters.m_stripFrames = 2;
        final BufferedImage two = ImageIO.read(new ByteArrayInputStream(strip(training())));
        assertTrue(count(two, 40) >= 200 && count(two, 120) < 50 && count(two, 240) >= 200);
    }

    private static int count(final BufferedImage image, final int gray) {
        int n = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                n += (image.getRGB(x, y) & 0xffffff) == gray * 0x10101 ? 1 : 0;
            }
        }
        return n;
    }

    @Test
    void rowsWithoutEpochOrImageAreCountedAndNamed() throws Exception {
        final DataCell missing = TestTables.missing();
        final BufferedDataTable in = table(row(1, "a", picture(8, 8, 1)), row(2, "a", missing),
            new DataCell[]{missing, new StringCell("a"), picture(8, 8, 2)},
            row(3, "a", PNGImageCellFactory.create(java.util.Arrays.copyOf(TestTables.pngBytes(ImageShape.gray(8, 8),
                0), 50))), row(4, "a", picture(8, 8, 3)));
        final NodeHandle.Executed executed = m_node.run(m_parameters, in);
        assertEquals("3 of 5 rows have no usable epoch and picture (Row1: no image, Row2: no epoch, Row3: image cannot "
            + "be read) and were left out.", executed.warning());
        assertEquals(2, frames(((AnimationPortObject)executed.out()[0]).gif()).size());
    }

    @Test
    void aMissingPictureLeavesItsPlaceWhite() throws Exception {
        final NodeHandle.Executed executed = m_node.run(m_parameters, table(row(1, "a", picture(8, 8, 10)),
            row(1, "b", picture(8, 8, 20)), row(2, "a", picture(8, 8, 30))));
        assertEquals("Not every epoch has every picture: 1 place is left white.", executed.warning());
        final List<BufferedImage> frames = frames(((AnimationPortObject)executed.out()[0]).gif());
        assertEquals(20, gray(frames.get(0), 12, 4));
        assertEquals(255, gray(frames.get(1), 12, 4));
    }

    @Test
    void twoPicturesOfOneEpochAreRefused() throws Exception {
        final String message = m_node.failure(m_parameters, table(row(1, "a", picture(8, 8, 1)),
            row(1, "a", picture(8, 8, 2))));
        assertEquals("Rows 'Row0' and 'Row1' both hold the picture 'a' of epoch 1. Keep the rows of one training.",
            message);
        final DataTableSpec bare = new DataTableSpec(TableOutput.doubles("epoch"), ImageCells.newColumn("image"));
        assertEquals("Rows 'Row0' and 'Row1' both hold the picture of epoch 0.5. Choose the column that says which "
            + "picture a row holds, or keep one row an epoch.", m_node.failure(m_parameters,
                TestTables.table(m_node.exec(), bare, new DataCell[]{new DoubleCell(0.5), picture(8, 8, 1)},
                    new DataCell[]{new DoubleCell(0.5), picture(8, 8, 2)})));
    }

    @Test
    void whatCannotBeShownIsRefused() throws Exception {
        assertTrue(m_node.failure(m_parameters, table()).startsWith("Input 'Snapshots' is empty"));
        assertTrue(m_node.refusal(m_parameters, TestTables.table(m_node.exec(),
            new DataTableSpec(TableOutput.ints("epoch"))))
                .startsWith("Input 'Snapshots' has no column of PNG images. Columns found: 'epoch'."));
        m_parameters.m_picture = PictureOption.PREDICTION_MATRIX;
        assertEquals("No row holds the picture 'prediction matrix'. Pictures found: 'latent scatter', 'manifold'.",
            m_node.failure(m_parameters, training()));
        m_parameters.m_picture = PictureOption.OTHER;
        assertEquals("Name the picture to show, or choose another option.",
            m_node.refusal(m_parameters, training()));
        m_parameters.m_picture = PictureOption.ALL;
        m_parameters.m_epochColumn = "picture";
        assertEquals("Epoch column 'picture' does not hold numbers. Choose a numeric column.",
            m_node.refusal(m_parameters, training()));
        m_parameters.m_epochColumn = "";
        m_parameters.m_framesPerSecond = 0;
        assertEquals("An animation shows 0.1 to 50 frames per second, not 0.0.",
            m_node.refusal(m_parameters, training()));
    }

    @Test
    void theFileIsTheAnimationOrTheStrip() throws Exception {
        final Path gif = m_directory.resolve("training.gif");
        m_parameters.m_outputFile = gif.toString();
        assertArrayEquals(gif(training()), Files.readAllBytes(gif));
        final Path png = m_directory.resolve("training.PNG");
        m_parameters.m_outputFile = png.toString();
        assertArrayEquals(strip(training()), Files.readAllBytes(png));
        m_parameters.m_outputFile = m_directory.resolve("training.mp4").toString();
        assertEquals("The file '" + m_parameters.m_outputFile + "' must end in .gif or .png.",
            m_node.refusal(m_parameters, training()));
    }

    @Test
    void theSameTableGivesTheSameBytes() throws Exception {
        assertArrayEquals(gif(training()), gif(training()));
    }

    @Test
    void cancellingLeavesNoFile() {
        final Path file = m_directory.resolve("training.gif");
        m_parameters.m_outputFile = file.toString();
        m_node.cancelAt(0.3);
        assertThrows(CanceledExecutionException.class, () -> m_node.run(m_parameters, training()));
        assertFalse(Files.exists(file));
    }
}
