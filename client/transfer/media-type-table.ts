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
image/x-adobe-dng dng
image/x-nikon-nef nef nrw
image/x-sony-arw arw srf sr2
image/x-pentax-pef pef
image/x-samsung-srw srw
image/x-hasselblad-3fr 3fr
image/x-olympus-orf orf
image/x-panasonic-rw2 rw2
image/x-fuji-raf raf
image/x-exr exr
image/vnd.djvu djvu djv
image/fits fits fit fts
application/dicom dcm dicom
application/pdf pdf
application/rtf rtf
application/illustrator ai
application/postscript eps ps epsf epsi
application/x-mobipocket-ebook mobi prc azw
application/vnd.amazon.mobi8-ebook azw3 kf8
application/vnd.apple.pages pages
application/vnd.apple.numbers numbers
application/vnd.apple.keynote key
application/vnd.apple.pkpass pkpass
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
video/x-ms-wmv wmv asf wm
audio/x-ms-wma wma
video/mpeg mpg mpeg mpe m1v m2v vob mod
video/mp2t m2ts m2t trp tp
video/x-flv flv
audio/midi mid midi kar rmi
audio/amr amr
audio/amr-wb awb
audio/aiff aif aiff aifc
audio/ac3 ac3
audio/eac3 eac3 ec3
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
message/rfc822 eml mime
application/mbox mbox mbx
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
text/typescript tsx cts
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
image/vnd.dwg dwg
image/vnd.dxf dxf
model/stl stl
model/obj obj
model/mtl mtl
model/ply ply
application/vnd.pcl.pcd pcd
model/gltf-binary glb
model/vnd.usdz+zip usdz
model/3mf 3mf
application/vnd.autodesk.fbx fbx
application/vnd.las las
application/vnd.laszip laz
application/vnd.google-earth.kmz kmz
application/vnd.shp shp
application/vnd.shx shx
application/vnd.apache.parquet parquet
application/vnd.apache.arrow.file arrow feather
application/vnd.apache.orc orc
application/vnd.apache.avro avro
application/vnd.sqlite3 sqlite sqlite3 db3 db mbtiles
application/geopackage+sqlite3 gpkg
application/x-hdf5 h5 hdf5 hdf he5 nc
application/x-npy npy
application/vnd.dbf dbf
application/vnd.tcpdump.pcap pcap cap dmp
application/x-pcapng pcapng ntar
application/x-bittorrent torrent
application/zip zip zipx cbz npz
application/gzip gz tgz gzip taz
application/x-tar tar gtar
application/x-7z-compressed 7z
application/vnd.rar rar cbr
application/x-bzip2 bz2 tbz2 tbz bz
application/x-xz xz txz
application/zstd zst zstd tzst
application/x-lz4 lz4
application/vnd.ms-cab-compressed cab
application/x-iso9660-image iso
font/woff woff
font/woff2 woff2
font/ttf ttf ttc
font/otf otf otc
`;
