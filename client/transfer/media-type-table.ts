// Made by `npm run client:types` from lambda/core/content/type.

/** A line for each type: the type, and the endings of file names that mean it. */
export const mediaTypeTable = `
image/jpeg jpg jpeg jpe jfif pjpeg pjp
image/png png apng
image/gif gif
image/webp webp
image/avif avif avifs
image/heic heic heif heics heifs hif
image/tiff tif tiff
image/bmp bmp dib
image/vnd.adobe.photoshop psd psb
image/svg+xml svg
image/x-icon ico cur
image/jp2 jp2 jpx jpm j2k jpf
image/jxl jxl
image/x-canon-cr2 cr2
image/x-canon-cr3 cr3
application/pdf pdf
application/rtf rtf
application/epub+zip epub
application/msword doc dot wiz
application/vnd.ms-excel xls xlt xla xlm xlc xlw xlb
application/vnd.ms-powerpoint ppt pps pot ppa pwz
application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
application/vnd.openxmlformats-officedocument.wordprocessingml.template dotx
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
application/vnd.openxmlformats-officedocument.spreadsheetml.template xltx
application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
application/vnd.openxmlformats-officedocument.presentationml.slideshow ppsx
application/vnd.openxmlformats-officedocument.presentationml.template potx
application/vnd.oasis.opendocument.text odt
application/vnd.oasis.opendocument.text-template ott
application/vnd.oasis.opendocument.spreadsheet ods
application/vnd.oasis.opendocument.spreadsheet-template ots
application/vnd.oasis.opendocument.presentation odp
application/vnd.oasis.opendocument.presentation-template otp
application/vnd.oasis.opendocument.graphics odg
application/vnd.oasis.opendocument.graphics-template otg
application/vnd.oasis.opendocument.formula odf
application/vnd.oasis.opendocument.chart odc
application/vnd.oasis.opendocument.text-master odm
application/vnd.ms-word.document.macroenabled.12 docm
application/vnd.ms-word.template.macroenabled.12 dotm
application/vnd.ms-excel.sheet.macroenabled.12 xlsm
application/vnd.ms-excel.template.macroenabled.12 xltm
application/vnd.ms-excel.addin.macroenabled.12 xlam
application/vnd.ms-excel.sheet.binary.macroenabled.12 xlsb
application/vnd.ms-powerpoint.presentation.macroenabled.12 pptm
application/vnd.ms-powerpoint.slideshow.macroenabled.12 ppsm
application/vnd.ms-powerpoint.template.macroenabled.12 potm
application/vnd.ms-powerpoint.addin.macroenabled.12 ppam
application/vnd.ms-visio.drawing vsdx
application/vnd.ms-visio.drawing.macroenabled.12 vsdm
application/vnd.visio vsd vst vss
application/vnd.ms-outlook msg
audio/mpeg mp3 mp2 mp1 mpga mpa m2a m3a
audio/mp4 m4a m4b m4p m4r mp4a f4a f4b
audio/wav wav wave
audio/flac flac
audio/aac aac adts adt
application/ogg ogg oga ogv opus ogx ogm spx
video/mp4 mp4 m4v mp4v mpg4 f4v mpeg4
video/quicktime mov qt
video/3gpp 3gp 3gpp 3g2 3gpp2 3gp2 3ga
video/webm webm
audio/webm weba
video/x-matroska mkv mka mks mk3d
video/x-msvideo avi
text/plain txt text log conf cfg ini env def list in asc
text/csv csv
text/tab-separated-values tsv tab
text/markdown md markdown mdown mkd mkdn
application/json json jsonl ndjson map geojson jsonld webmanifest topojson har ipynb json5 jsonc code-workspace
application/xml xml xsd dae tmx xlf xliff plist opml
model/gltf+json gltf
application/xslt+xml xsl xslt
application/rss+xml rss
application/atom+xml atom
application/gpx+xml gpx
application/vnd.google-earth.kml+xml kml
application/gml+xml gml
application/rdf+xml rdf owl
text/vcard vcf vcard
text/calendar ics ical ifb icalendar
text/vtt vtt
application/x-subrip srt
text/x-ssa ass ssa
application/yaml yaml yml
application/toml toml
application/sql sql
text/x-tex tex latex ltx
text/x-bibtex bib
text/x-rst rst
text/css css
text/x-scss scss sass less
text/x-patch diff patch
text/x-gettext-translation po
text/x-properties properties
application/x-lrc lrc
text/typescript ts tsx mts cts
text/x-c c h cc cpp cxx hpp hh hxx c++ h++ ino m mm
text/x-java java
text/x-go go
text/rust rs
text/x-kotlin kt kts
text/x-swift swift
text/x-csharp cs
text/x-scala scala
text/x-lua lua
text/x-r r rmd
text/x-makefile mk mak
application/zip zip zipx
application/gzip gz tgz gzip taz
application/x-tar tar gtar
application/x-7z-compressed 7z
application/vnd.rar rar
application/x-bzip2 bz2 tbz2 tbz bz
application/x-xz xz txz
application/zstd zst zstd tzst
application/vnd.ms-cab-compressed cab
application/x-iso9660-image iso
font/woff woff
font/woff2 woff2
font/ttf ttf ttc
font/otf otf otc
`;
