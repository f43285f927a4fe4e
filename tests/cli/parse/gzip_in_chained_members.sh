# SPDX-License-Identifier: ISC
# Members in a chain are one file; lines and offsets go on over them.
# Twenty lines, packed.
base64 -d > mail.log.gz <<'END'
H4sIAAAAAAACA43TMQsCMQyG4d1f0dFDhCRt0uRWXd3cxEkc9eBQ8OeLa4PwLd0eeknfExLds+wpzuSz0ky0o99ZHh
8ut3V5Xug6l+26LK+pHE7Hsn2t7/u0kQR5hD04QCujZVMFbU1WREDbRmsm6Lya5vWG3mujbe4O2p7u7YbuytO8zQy0
MdoIxiinpri2DtqcldYG2pRVaANXxSmrXh1Mg1NWTBX8FThlpYLSVJW6op+cqrIIdFWpqhqGPlGqyvof+wWjOZxTqw
QAAA==
END
printf '2025-12-09T08:51:00+00:00 mx1 cron[12]: behind ' | gzip -n >> mail.log.gz
printf 'the seam\n' | gzip -n >> mail.log.gz
"$SPOOR" parse mail.log.gz | tail -n 2
