package org.latentlab.nodes.table;

import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageContent;
import org.latentlab.engine.image.Images;
import org.latentlab.engine.image.PngCodec;

/**
 * PNG cells of images, encoded ahead in chunks on all cores. To be asked for images in ascending order; asking back and
 * forth works, but slowly. For one thread.
 */
public final class ImageCells {

    private static final int CHUNK = 1024;

    private final Images m_images;
    private byte[][] m_chunk = {};
    private int m_first;

    /** @param images what to encode */
    public ImageCells(final Images images) {
        m_images = images;
    }

    /**
     * @param name a column's name
     * @return a column of PNG images
     */
    public static DataColumnSpec newColumn(final String name) {
        return new DataColumnSpecCreator(name, PNGImageContent.TYPE).createSpec();
    }

    /**
     * @param image 0…size-1
     * @return its PNG cell
     */
    public DataCell cell(final int image) {
        if (image < m_first || image >= m_first + m_chunk.length) {
            m_first = image;
            m_chunk = new byte[Math.min(CHUNK, m_images.size() - image)][];
            IntStream.range(0, m_chunk.length).parallel()
                .forEach(i -> m_chunk[i] = PngCodec.encode(m_images, m_first + i));
        }
        return PNGImageCellFactory.create(m_chunk[image - m_first]);
    }
}
