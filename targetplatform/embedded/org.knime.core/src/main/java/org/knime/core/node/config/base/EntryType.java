package org.knime.core.node.config.base;

/** The types of entries as the XML form names them, with the word KNIME uses for each in its errors. */
enum EntryType {
        xstring("String"), xint("Int"), xdouble("Double"), xfloat("Float"), xlong("Long"), xshort("Short"),
        xbyte("Byte"), xchar("Char"), xboolean("Boolean"), config("ConfigBase"), xpassword("Password"),
        xtransientstring("String");

    private final String m_word;

    EntryType(final String word) {
        m_word = word;
    }

    String word() {
        return m_word;
    }

    /**
     * @param text a value as the XML form writes it
     * @return the value in the form in which it is written again
     * @throws IllegalArgumentException if the text is no value of this type
     */
    String canonical(final String text) {
        if (text == null) {
            if (this == xstring || this == xpassword || this == xtransientstring) {
                return null;
            }
            throw new IllegalArgumentException("A value of type " + this + " cannot be null.");
        }
        return switch (this) {
            case xint -> Integer.toString(Integer.parseInt(text));
            case xdouble -> Double.toString(Double.parseDouble(text));
            case xfloat -> Float.toString(Float.parseFloat(text));
            case xlong -> Long.toString(Long.parseLong(text));
            case xshort -> Short.toString(Short.parseShort(text));
            case xbyte -> Byte.toString(Byte.parseByte(text));
            case xboolean -> Boolean.toString(Boolean.parseBoolean(text));
            case xchar -> {
                if (text.length() != 1) {
                    throw new IllegalArgumentException("'" + text + "' is not a single character.");
                }
                yield text;
            }
            default -> text;
        };
    }
}
