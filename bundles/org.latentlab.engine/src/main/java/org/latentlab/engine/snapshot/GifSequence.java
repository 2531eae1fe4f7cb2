package org.latentlab.engine.snapshot;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

import org.latentlab.engine.EngineException;
import org.w3c.dom.Node;

/**
 * Writes an animated GIF (version 89a) through the platform's own writer: one palette, repeated forever, of each frame
 * the rectangle that changed, and in it only the pixels that did.
 */
final class GifSequence implements AutoCloseable {

    private static final String FORMAT = "javax_imageio_gif_image_1.0";
    private static final String STREAM_FORMAT = "javax_imageio_gif_stream_1.0";
    private static final byte[] FOREVER = {1, 0, 0};

    private final Palette m_palette;
    private final IndexColorModel m_model;
    private final int m_width;
    private final int m_height;
    private final ByteArrayOutputStream m_bytes = new ByteArrayOutputStream();
    private final ImageWriter m_writer;
    private final ImageOutputStream m_out;
    private byte[] m_shown;

    GifSequence(final Palette palette, final int width, final int height) {
        m_palette = palette;
        m_model = palette.model();
        m_width = width;
        m_height = height;
        final var writers = ImageIO.getImageWritersByFormatName("gif");
        if (!writers.hasNext()) {
            throw new EngineException("This Java installation cannot write GIF files. Use one with the module "
                + "java.desktop.");
        }
        m_writer = writers.next();
        try {
            m_out = ImageIO.createImageOutputStream(m_bytes);
            m_writer.setOutput(m_out);
            m_writer.prepareWriteSequence(screen());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The size of the animation and the palette of all its frames. */
    private IIOMetadata screen() throws IOException {
        final IIOMetadata metadata = m_writer.getDefaultStreamMetadata(null);
        final IIOMetadataNode root = new IIOMetadataNode(STREAM_FORMAT);
        child(root, "Version").setAttribute("value", "89a");
        final IIOMetadataNode size = child(root, "LogicalScreenDescriptor");
        size.setAttribute("logicalScreenWidth", Integer.toString(m_width));
        size.setAttribute("logicalScreenHeight", Integer.toString(m_height));
        size.setAttribute("colorResolution", "8");
        size.setAttribute("pixelAspectRatio", "0");
        final IIOMetadataNode table = child(root, "GlobalColorTable");
        table.setAttribute("sizeOfGlobalColorTable", Integer.toString(m_model.getMapSize()));
        table.setAttribute("backgroundColorIndex", "0");
        table.setAttribute("sortFlag", "FALSE");
        for (int i = 0; i < m_model.getMapSize(); i++) {
            final IIOMetadataNode entry = new IIOMetadataNode("ColorTableEntry");
            entry.setAttribute("index", Integer.toString(i));
            entry.setAttribute("red", Integer.toString(m_model.getRed(i)));
            entry.setAttribute("green", Integer.toString(m_model.getGreen(i)));
            entry.setAttribute("blue", Integer.toString(m_model.getBlue(i)));
            table.appendChild(entry);
        }
        metadata.mergeTree(STREAM_FORMAT, root);
        return metadata;
    }

    /**
     * @param pixels the frame as 0xRRGGBB, row by row
     * @param hundredths how long it stays, in hundredths of a second
     */
    void add(final int[] pixels, final int hundredths) {
        final byte[] frame = new byte[pixels.length];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (byte)m_palette.index(pixels[i]);
        }
        final int[] box = m_shown == null ? new int[]{0, 0, m_width, m_height} : changed(frame);
        final BufferedImage image = new BufferedImage(box[2], box[3], BufferedImage.TYPE_BYTE_INDEXED, m_model);
        final WritableRaster raster = image.getRaster();
        final byte[] row = new byte[box[2]];
        for (int y = 0; y < box[3]; y++) {
            for (int x = 0; x < box[2]; x++) {
                final int at = (box[1] + y) * m_width + box[0] + x;
                row[x] = m_shown != null && m_shown[at] == frame[at] ? (byte)Palette.SAME : frame[at];
            }
            raster.setDataElements(0, y, box[2], 1, row);
        }
        try {
            m_writer.writeToSequence(new IIOImage(image, null, metadata(image, box, hundredths)), null);
        } catch (IOException e) {
            throw failed(e);
        }
        m_shown = frame;
    }

    /** The smallest rectangle (x, y, width, height) that holds all changed pixels; one pixel where none changed. */
    private int[] changed(final byte[] frame) {
        int left = m_width;
        int top = m_height;
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < frame.length; i++) {
            if (frame[i] != m_shown[i]) {
                left = Math.min(left, i % m_width);
                right = Math.max(right, i % m_width);
                top = Math.min(top, i / m_width);
                bottom = i / m_width;
            }
        }
        return right < 0 ? new int[]{0, 0, 1, 1} : new int[]{left, top, right - left + 1, bottom - top + 1};
    }

    private IIOMetadata metadata(final BufferedImage image, final int[] box, final int hundredths) throws IOException {
        final IIOMetadata metadata = m_writer.getDefaultImageMetadata(
            ImageTypeSpecifier.createFromRenderedImage(image), null);
        final IIOMetadataNode root = (IIOMetadataNode)metadata.getAsTree(FORMAT);
        final Node table = root.getElementsByTagName("LocalColorTable").item(0);
        if (table != null) {
            root.removeChild(table);
        }
        final IIOMetadataNode place = child(root, "ImageDescriptor");
        place.setAttribute("imageLeftPosition", Integer.toString(box[0]));
        place.setAttribute("imageTopPosition", Integer.toString(box[1]));
        final IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("userInputFlag", "FALSE");
        control.setAttribute("transparentColorFlag", "TRUE");
        control.setAttribute("transparentColorIndex", Integer.toString(Palette.SAME));
        control.setAttribute("delayTime", Integer.toString(hundredths));
        if (m_shown == null) {
            final IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(FOREVER.clone());
            child(root, "ApplicationExtensions").appendChild(loop);
        }
        metadata.setFromTree(FORMAT, root);
        return metadata;
    }

    private static IIOMetadataNode child(final IIOMetadataNode root, final String name) {
        for (int i = 0; i < root.getLength(); i++) {
            if (root.item(i).getNodeName().equals(name)) {
                return (IIOMetadataNode)root.item(i);
            }
        }
        final IIOMetadataNode node = new IIOMetadataNode(name);
        root.appendChild(node);
        return node;
    }

    /** @return the file */
    byte[] finish() {
        try {
            m_writer.endWriteSequence();
            m_out.flush();
            return m_bytes.toByteArray();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static UncheckedIOException failed(final IOException e) {
        return new UncheckedIOException("An animation could not be written as GIF to memory: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        m_writer.dispose();
        try {
            m_out.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
