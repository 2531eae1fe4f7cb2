package org.knime.core.data.image.png;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Image;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

import javax.imageio.ImageIO;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.image.ImageContent;

/** The bytes of a PNG picture. */
public class PNGImageContent implements ImageContent {

    public static final DataType TYPE = DataType.getType(PNGImageCell.class);

    private static final byte[] SIGNATURE = {(byte)0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final byte[] m_bytes;

    /** @param bytes a PNG picture; not copied */
    public PNGImageContent(final byte[] bytes) {
        if (bytes == null || bytes.length < SIGNATURE.length
            || !Arrays.equals(bytes, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            throw new IllegalArgumentException("The bytes are no PNG picture: the PNG signature is missing.");
        }
        m_bytes = bytes;
    }

    public PNGImageContent(final InputStream in) throws IOException {
        this(in.readAllBytes());
    }

    /** @return the bytes themselves, which must not be changed */
    public byte[] getByteArrayReference() {
        return m_bytes;
    }

    /** @return a copy of the bytes */
    public byte[] getByteArray() {
        return m_bytes.clone();
    }

    public Image getImage() {
        try {
            return ImageIO.read(new ByteArrayInputStream(m_bytes));
        } catch (final IOException e) {
            throw new IllegalStateException("The PNG picture cannot be decoded: " + e.getMessage(), e);
        }
    }

    @Override
    public void paint(final Graphics2D g, final int width, final int height) {
        g.drawImage(getImage(), 0, 0, width, height, null);
    }

    @Override
    public void save(final OutputStream out) throws IOException {
        out.write(m_bytes);
    }

    @Override
    public DataCell toImageCell() {
        return PNGImageCellFactory.create(m_bytes);
    }

    @Override
    public Dimension getPreferredSize() {
        final var image = getImage();
        return new Dimension(image.getWidth(null), image.getHeight(null));
    }

    @Override
    public String getSummary() {
        return "PNG image with " + m_bytes.length + " bytes";
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(m_bytes);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof PNGImageContent content && Arrays.equals(m_bytes, content.m_bytes);
    }
}
