package org.latentlab.runner.nodes;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;

import javax.imageio.ImageIO;

import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Puts out a table with images (row keys that differ only in case, one missing), an image and a file. */
public final class TestImagesNodeFactory extends DefaultNodeFactory {

    private static final DataTableSpec SPEC =
        new DataTableSpec(new DataColumnSpecCreator("image", PNGImageContent.TYPE).createSpec(),
            new DataColumnSpecCreator("class, of it", StringCell.TYPE).createSpec());

    private static final DefaultNode NODE = DefaultNode.create().name("Test Images").icon("icon.png")
        .shortDescription("Makes images.").fullDescription("Makes images.").sinceVersion(5, 8, 0)
        .ports(p -> p.addOutputTable("Images", "A table.").addOutputPort("Plot", "An image.", ImagePortObject.TYPE)
            .addOutputPort("Report", "A file.", TestFilePortObject.TYPE))
        .model(m -> m.withoutParameters().configure((in, out) -> out.setOutSpecs(SPEC,
            new ImagePortObjectSpec(PNGImageContent.TYPE), new TestFilePortObjectSpec())).execute((in, out) -> {
                try {
                    final var exec = in.getExecutionContext();
                    final var container = exec.createDataContainer(SPEC);
                    container.addRowToTable(
                        new DefaultRow("Row/a", PNGImageCellFactory.create(png(1)), new StringCell("say \"one\"")));
                    container.addRowToTable(
                        new DefaultRow("Row/A", PNGImageCellFactory.create(png(2)), new StringCell("")));
                    container.addRowToTable(
                        new DefaultRow("Row/b", DataType.getMissingCell(), DataType.getMissingCell()));
                    container.close();
                    final var file = exec.createFileStore("report.html");
                    Files.writeString(file.getFile().toPath(), "<html>");
                    out.setOutData(0, container.getTable());
                    out.setOutData(1, new ImagePortObject(new PNGImageContent(png(3)),
                        new ImagePortObjectSpec(PNGImageContent.TYPE)));
                    out.setOutData(2, new TestFilePortObject(file));
                    TestHooks.call("images", exec);
                } catch (IOException e) {
                    throw new KNIMEException(e.getMessage(), e);
                }
            }));

    /** Called by the platform. */
    public TestImagesNodeFactory() {
        super(NODE);
    }

    /** A gray square of some pixels a side. */
    static byte[] png(final int side) throws IOException {
        final var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY), "png", bytes);
        return bytes.toByteArray();
    }
}
