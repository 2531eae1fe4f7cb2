package org.latentlab.engine.image;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads PNG files of 8 bits a sample that are neither interlaced nor of a palette. Checksums and lengths are checked.
 * Not thread safe: {@link PngCodec} keeps one a thread.
 */
final class PngDecoder {

    private final Inflater m_inflater = new Inflater();
    private final CRC32 m_crc = new CRC32();
    private byte[] m_raw = new byte[0];

    void decode(final byte[] png, final PngHeader header, final byte[] target, final int offset) {
        final long rawLength = header.height() * (1L + (long)header.width() * header.samples());
        if (rawLength > Integer.MAX_VALUE - 8) {
            throw new ImageFormatException("The PNG image of " + header.height() + "×" + header.width()
                + " pixels is too large.");
        }
        if (m_raw.length < rawLength) {
            m_raw = new byte[(int)rawLength];
        }
        inflate(png, (int)rawLength);
        final int bytesPerRow = header.width() * header.samples();
        for (int y = 0; y < header.height(); y++) {
            unfilter(y * (bytesPerRow + 1), bytesPerRow, header.samples(), y == 0);
        }
        spread(header, target, offset);
    }

    private void inflate(final byte[] png, final int rawLength) {
        m_inflater.reset();
        int filled = 0;
        int at = PngHeader.firstChunk();
        while (true) {
            final int next = at < 0 || at + PngHeader.CHUNK_OVERHEAD > png.length ? -1 : PngHeader.next(png, at);
            if (next < 0) {
                throw new ImageFormatException("The PNG image is cut off after " + png.length + " bytes.");
            }
            final int type = PngHeader.int32(png, at + 4);
            final int length = next - at - PngHeader.CHUNK_OVERHEAD;
            m_crc.reset();
            m_crc.update(png, at + 4, length + 4);
            if ((int)m_crc.getValue() != PngHeader.int32(png, next - 4)) {
                throw new ImageFormatException("The PNG image is damaged: a checksum is wrong at byte " + at + ".");
            }
            if (type == PngHeader.IEND) {
                break;
            }
            if (type == PngHeader.IDAT) {
                m_inflater.setInput(png, at + 8, length);
                filled += inflateChunk(filled, rawLength);
            }
            at = next;
        }
        if (filled < rawLength) {
            throw new ImageFormatException("The PNG image is damaged: it holds " + filled + " bytes of pixels where "
                + rawLength + " are expected.");
        }
    }

    private int inflateChunk(final int from, final int rawLength) {
        int filled = from;
        try {
            while (filled < rawLength) {
                final int n = m_inflater.inflate(m_raw, filled, rawLength - filled);
                if (n == 0) {
                    break;
                }
                filled += n;
            }
        } catch (DataFormatException e) {
            throw new ImageFormatException("The PNG image is damaged: its pixels cannot be inflated ("
                + e.getMessage() + ").", e);
        }
        return filled - from;
    }

    private void unfilter(final int at, final int length, final int samples, final boolean first) {
        final byte[] raw = m_raw;
        final int from = at + 1;
        final int up = from - length - 1;
        switch (raw[at]) {
            case 0 -> {
                // the bytes are the pixels
            }
            case 1 -> {
                for (int i = samples; i < length; i++) {
                    raw[from + i] += raw[from + i - samples];
                }
            }
            case 2 -> {
                for (int i = 0; i < length && !first; i++) {
                    raw[from + i] += raw[up + i];
                }
            }
            case 3 -> {
                for (int i = 0; i < length; i++) {
                    final int left = i < samples ? 0 : raw[from + i - samples] & 0xff;
                    raw[from + i] += (byte)(left + (first ? 0 : raw[up + i] & 0xff) >> 1);
                }
            }
            case 4 -> {
                for (int i = 0; i < length; i++) {
                    final int left = i < samples ? 0 : raw[from + i - samples] & 0xff;
                    final int corner = first || i < samples ? 0 : raw[up + i - samples] & 0xff;
                    raw[from + i] += (byte)paeth(left, first ? 0 : raw[up + i] & 0xff, corner);
                }
            }
            default -> throw new ImageFormatException("The PNG image is damaged: unknown row filter "
                + (raw[at] & 0xff) + ".");
        }
    }

    /** The one of left, up and corner that is nearest to left + up - corner (PNG specification, 9.4). */
    static int paeth(final int left, final int up, final int corner) {
        final int toLeft = Math.abs(up - corner);
        final int toUp = Math.abs(left - corner);
        final int toCorner = Math.abs(left + up - 2 * corner);
        if (toLeft <= toUp && toLeft <= toCorner) {
            return left;
        }
        return toUp <= toCorner ? up : corner;
    }

    private void spread(final PngHeader header, final byte[] target, final int offset) {
        final int width = header.width();
        final int samples = header.samples();
        final int channels = samples >= 3 ? 3 : 1;
        final int plane = header.height() * width;
        for (int y = 0; y < header.height(); y++) {
            final int from = y * (width * samples + 1) + 1;
            final int to = offset + y * width;
            if (samples == 1) {
                System.arraycopy(m_raw, from, target, to, width);
                continue;
            }
            for (int c = 0; c < channels; c++) {
                for (int x = 0; x < width; x++) {
                    target[to + c * plane + x] = m_raw[from + x * samples + c];
                }
            }
        }
    }
}
