package org.latentlab.engine.image;

import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files of 8 bits a sample, gray or RGB. Not thread safe: {@link PngCodec} keeps one a thread. */
final class PngEncoder {

    private static final int FILTER_NONE = 0;
    private static final int FILTER_SUB = 1;
    private static final int FILTER_UP = 2;
    private static final int FILTER_PAETH = 4;

    /** Gray images up to this many pixels are written unfiltered: digits on an even ground compress best so. */
    private static final int UNFILTERED_PIXELS = 64 * 64;

    private static final int HEADER_LENGTH = 8 + PngHeader.CHUNK_OVERHEAD + 13;

    private final Deflater m_deflater = new Deflater(3);
    private final CRC32 m_crc = new CRC32();
    private byte[] m_pixels = new byte[0];
    private byte[] m_raw = new byte[0];
    private byte[] m_row = new byte[0];
    private byte[] m_above = new byte[0];
    private byte[] m_candidate = new byte[0];
    private byte[] m_out = new byte[1024];

    byte[] encode(final Images images, final int image) {
        final ImageShape shape = images.shape();
        final int samples = shape.channels();
        final int rowLength = shape.width() * samples;
        final int rawLength = shape.height() * (rowLength + 1);
        m_raw = atLeast(m_raw, rawLength);
        m_pixels = atLeast(m_pixels, shape.values());
        images.copyBytes(image, m_pixels, 0);
        if (samples == 1 && shape.values() <= UNFILTERED_PIXELS) {
            plainRows(rowLength, shape.height());
        } else {
            filteredRows(rowLength, shape);
        }
        return assemble(shape, rawLength);
    }

    private void plainRows(final int rowLength, final int height) {
        for (int y = 0; y < height; y++) {
            m_raw[y * (rowLength + 1)] = FILTER_NONE;
            System.arraycopy(m_pixels, y * rowLength, m_raw, y * (rowLength + 1) + 1, rowLength);
        }
    }

    private void filteredRows(final int rowLength, final ImageShape shape) {
        final int samples = shape.channels();
        final int plane = shape.height() * shape.width();
        m_row = atLeast(m_row, rowLength);
        m_above = atLeast(m_above, rowLength);
        m_candidate = atLeast(m_candidate, rowLength);
        Arrays.fill(m_above, (byte)0);
        for (int y = 0; y < shape.height(); y++) {
            for (int x = 0; x < shape.width(); x++) {
                for (int c = 0; c < samples; c++) {
                    m_row[x * samples + c] = m_pixels[c * plane + y * shape.width() + x];
                }
            }
            chooseFilter(y * (rowLength + 1), rowLength, samples);
            final byte[] swap = m_above;
            m_above = m_row;
            m_row = swap;
        }
    }

    /** The filter with the smallest sum of absolute differences, as the PNG specification (12.8) advises. */
    private void chooseFilter(final int to, final int rowLength, final int samples) {
        long best = Long.MAX_VALUE;
        for (final int filter : new int[]{FILTER_NONE, FILTER_SUB, FILTER_UP, FILTER_PAETH}) {
            long sum = 0;
            for (int i = 0; i < rowLength; i++) {
                final int left = i < samples ? 0 : m_row[i - samples] & 0xff;
                final int up = m_above[i] & 0xff;
                final int corner = i < samples ? 0 : m_above[i - samples] & 0xff;
                final int predicted = switch (filter) {
                    case FILTER_SUB -> left;
                    case FILTER_UP -> up;
                    case FILTER_PAETH -> PngDecoder.paeth(left, up, corner);
                    default -> 0;
                };
                m_candidate[i] = (byte)(m_row[i] - predicted);
                sum += Math.abs(m_candidate[i]);
            }
            if (sum < best) {
                best = sum;
                m_raw[to] = (byte)filter;
                System.arraycopy(m_candidate, 0, m_raw, to + 1, rowLength);
            }
        }
    }

    private byte[] assemble(final ImageShape shape, final int rawLength) {
        m_deflater.reset();
        m_deflater.setInput(m_raw, 0, rawLength);
        m_deflater.finish();
        final int dataAt = HEADER_LENGTH + 8;
        int length = 0;
        while (!m_deflater.finished()) {
            if (dataAt + length + 64 > m_out.length) {
                m_out = Arrays.copyOf(m_out, 2 * m_out.length);
            }
            length += m_deflater.deflate(m_out, dataAt + length, m_out.length - dataAt - length - 16);
        }
        put(0, (int)(PngHeader.SIGNATURE >>> 32));
        put(4, (int)PngHeader.SIGNATURE);
        put(16, shape.width());
        put(20, shape.height());
        m_out[24] = 8;
        m_out[25] = (byte)(shape.channels() == 1 ? PngHeader.GRAY : PngHeader.RGB);
        m_out[26] = 0;
        m_out[27] = 0;
        m_out[28] = 0;
        final int dataChunk = finishChunk(8, PngHeader.IHDR, 13);
        final int endChunk = finishChunk(dataChunk, PngHeader.IDAT, length);
        return Arrays.copyOf(m_out, finishChunk(endChunk, PngHeader.IEND, 0));
    }

    /** Puts length, type and checksum around data that are in place already. */
    private int finishChunk(final int at, final int type, final int length) {
        put(at, length);
        put(at + 4, type);
        m_crc.reset();
        m_crc.update(m_out, at + 4, length + 4);
        put(at + 8 + length, (int)m_crc.getValue());
        return at + PngHeader.CHUNK_OVERHEAD + length;
    }

    private void put(final int at, final int value) {
        m_out[at] = (byte)(value >>> 24);
        m_out[at + 1] = (byte)(value >>> 16);
        m_out[at + 2] = (byte)(value >>> 8);
        m_out[at + 3] = (byte)value;
    }

    private static byte[] atLeast(final byte[] buffer, final int length) {
        return buffer.length >= length ? buffer : new byte[length];
    }
}
