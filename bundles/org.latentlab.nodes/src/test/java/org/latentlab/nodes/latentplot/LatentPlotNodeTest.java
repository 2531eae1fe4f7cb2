package org.latentlab.nodes.latentplot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;
import org.latentlab.nodes.latentplot.LatentPlotParameters.Classes;
import org.latentlab.nodes.latentsampler.LatentSamplerNodeFactory;
import org.latentlab.nodes.picture.Latents;
import org.latentlab.nodes.picture.PortRun;
import org.latentlab.nodes.table.TableOutput;
import org.latentlab.nodes.table.TestTables;
import org.latentlab.platform.ui.NodeHandle;

final class LatentPlotNodeTest {

    @TempDir
    private Path m_directory;
    private PortRun m_node;
    private LatentPlotParameters m_parameters;

    @BeforeEach
    void createNode() {
        m_node = new PortRun(new LatentPlotNodeFactory(), m_directory);
        m_parameters = new LatentPlotParameters();
    }

    private static byte[] png(final PortObject object) {
        return ((PNGImageValue)((ImagePortObject)object).toDataCell()).getImageContent().getByteArray();
    }

    private BufferedImage plot(final PortObject... in) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(png(m_node.run(m_parameters, in).out()[0])));
    }

    private BufferedDataTable samples(final int dimensions) throws Exception {
        return (BufferedDataTable)new PortRun(new LatentSamplerNodeFactory(), m_directory)
            .run(null, Latents.mixture(dimensions)).out()[0];
    }

    /** How many pixels differ between two pictures of one size. */
    private static long different(final BufferedImage a, final BufferedImage b) {
        assertEquals(List.of(a.getWidth(), a.getHeight()), List.of(b.getWidth(), b.getHeight()));
        long n = 0;
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                n += a.getRGB(x, y) == b.getRGB(x, y) ? 0 : 1;
            }
        }
        return n;
    }

    @Test
    void theSizeIsTheWidthAndHeightTimesTheResolution() throws Exception {
        m_parameters.m_width = 400;
        m_parameters.m_height = 300;
        m_parameters.m_resolution = 1.5;
        final BufferedImage image = plot(Latents.codes(m_node.exec(), 20, 2));
        assertEquals(List.of(600, 450), List.of(image.getWidth(), image.getHeight()));
    }

    @Test
    void everyLayerChangesThePicture() throws Exception {
        m_parameters.m_width = 500;
        m_parameters.m_height = 500;
        m_parameters.m_resolution = 1;
        m_parameters.m_title = "Layers";
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 30, 2);
        final BufferedImage plain = plot(codes);
        final BufferedImage mixture = plot(codes, Latents.mixture(2));
        assertTrue(different(plain, mixture) > 2000);
        m_parameters.m_filled = true;
        assertTrue(different(mixture, plot(codes, Latents.mixture(2))) > 2000);
        m_parameters.m_drawMixture = false;
        assertEquals(0, different(plain, plot(codes, Latents.mixture(2))));
        assertTrue(different(plain, plot(codes, samples(2))) > 2000);
        m_parameters.m_drawAreas = false;
        assertEquals(0, different(plain, plot(codes, samples(2))));
        m_parameters.m_drawRegions = true;
        assertTrue(different(plain, plot(codes)) > 20000);
        m_parameters.m_drawRegions = false;
        m_parameters.m_classes = Classes.NONE;
        assertTrue(different(plain, plot(codes)) > 500);
    }

    @Test
    void oneDimensionIsDrawnWithoutTheLayersThatNeedAPlane() throws Exception {
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 30, 1);
        final NodeHandle.Executed all = m_node.run(null, codes, Latents.mixture(1), samples(1));
        assertArrayEquals(png(m_node.run(null, codes).out()[0]), png(all.out()[0]));
        assertEquals("With one latent dimension neither a mixture nor sampled areas can be drawn over the codes: they "
            + "are left out.", all.warning());
    }

    @Test
    void threeDimensionsWithAllInputsAreDrawnAndTheSameEachTime() throws Exception {
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 30, 3);
        final BufferedDataTable samples = samples(3);
        final byte[] once = png(m_node.run(null, codes, Latents.mixture(3), samples).out()[0]);
        assertArrayEquals(once, png(m_node.run(null, codes, Latents.mixture(3), samples).out()[0]));
        final BufferedImage image = ImageIO.read(new ByteArrayInputStream(once));
        assertEquals(1800, image.getWidth());
        assertTrue(image.getHeight() < image.getWidth());
    }

    @Test
    void anSvgFileIsWrittenWhereAsked() throws Exception {
        final Path file = m_directory.resolve("plot.svg");
        m_parameters.m_outputFile = file.toString();
        m_parameters.m_title = "A title of my own";
        m_node.run(m_parameters, Latents.codes(m_node.exec(), 10, 2));
        final String svg = Files.readString(file);
        assertTrue(svg.contains("<svg") && svg.contains("A title of my own"), svg.substring(0, 200));
        m_parameters.m_outputFile = m_directory.resolve("plot.PNG").toString();
        final PortObject out = m_node.run(m_parameters, Latents.codes(m_node.exec(), 10, 2)).out()[0];
        assertArrayEquals(png(out), Files.readAllBytes(m_directory.resolve("plot.PNG")));
    }

    @Test
    void rowsThatAreNoNumbersAreNamed() throws Exception {
        final NodeHandle.Executed executed = m_node.run(null,
            Latents.points(m_node.exec(), new double[]{0, 0}, new double[]{1, Double.POSITIVE_INFINITY}));
        assertEquals("1 of 2 rows have no usable latent point (Row1: z2 is Infinity) and are not drawn.",
            executed.warning());
    }

    @Test
    void inputsOfAnotherLatentSpaceAreRefused() throws Exception {
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 10, 2);
        assertEquals("The table has 2 latent columns (z1, z2), but the mixture has 3 latent dimensions. Connect "
            + "codes of the "
            + "same latent space or choose other columns.", m_node.refusal(null, codes, Latents.mixture(3)));
        assertEquals("Input 'Samples' has the latent columns z1, z2, z3, but input 'Latent Codes' has z1, z2. "
            + "Connect samples "
            + "of the same latent space.", m_node.refusal(null, codes, samples(3)));
        assertEquals("Input 'Samples' has no latent columns, but input 'Latent Codes' has z1, z2. Connect samples of "
            + "the same "
            + "latent space.", m_node.refusal(null, codes,
                TestTables.table(m_node.exec(), new DataTableSpec(TableOutput.strings("area")))));
    }

    @Test
    void whatCannotBeDrawnIsRefused() throws Exception {
        assertEquals("Input 'Latent Codes' is empty: there is nothing to draw. Connect codes from Encode, or "
            + "check the filter before.",
            m_node.failure(null, TestTables.table(m_node.exec(), Latents.spec(2))));
        m_parameters.m_drawRegions = true;
        assertEquals("Decision regions can be drawn in two latent dimensions, but input 'Latent Codes' has 3. Switch "
            + "them off "
            + "or choose two coordinate columns.", m_node.refusal(m_parameters, Latents.codes(m_node.exec(), 5, 3)));
        assertEquals("Decision regions need a class column. Choose one or switch them off.",
            m_node.refusal(m_parameters, Latents.points(m_node.exec(), new double[]{0, 0})));
        m_parameters.m_neighbours = 40;
        assertEquals("40 nearest neighbours need at least as many reference rows, but there are 15. Give more "
            + "reference rows "
            + "or choose fewer neighbours.", m_node.failure(m_parameters, Latents.codes(m_node.exec(), 5, 2)));
        m_parameters.m_drawRegions = false;
        m_parameters.m_width = 20;
        assertEquals("The width is 200 to 10,000 pixels, not 20.",
            m_node.refusal(m_parameters, Latents.codes(m_node.exec(), 5, 2)));
    }

    @Test
    void filesThatCannotBeWrittenAreRefusedBeforeAnythingIsDrawn() throws Exception {
        final BufferedDataTable codes = Latents.codes(m_node.exec(), 5, 2);
        m_parameters.m_outputFile = m_directory.resolve("plot.jpg").toString();
        assertEquals("The file '" + m_parameters.m_outputFile + "' must end in .svg or .png.",
            m_node.refusal(m_parameters, codes));
        m_parameters.m_outputFile = m_directory.resolve("nowhere").resolve("plot.png").toString();
        assertTrue(m_node.refusal(m_parameters, codes).startsWith("The folder of the file '" + m_parameters.m_outputFile
            + "' does not exist"));
        m_parameters.m_outputFile = "plot.png";
        assertEquals("The file 'plot.png' has no full path. Begin at the root, or write "
            + "knime://knime.workflow/plot.png for a "
            + "file inside the workflow.", m_node.refusal(m_parameters, codes));
        assertFalse(Files.exists(Path.of("plot.png")));
    }
}
